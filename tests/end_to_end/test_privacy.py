"""A canary: personal data planted in every format that is read, looked for in all that is written.

Beyond the archive (and the inbox, which is the sender's) no byte may hold it: not the Parquet of a
batch, decoded or raw, no receipt, no log, not the build database, not the release, not what the
command line prints of them. Each planted value stands in the sentence or the row of a figure.
"""

import csv
import io
import json
import os
import zipfile
from datetime import UTC, datetime

import duckdb
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from click.testing import CliRunner
from docx import Document

from warehouse.cli import main

pytestmark = pytest.mark.slow

RESTRICTED = {"inbox", "archive"}
# One of each kind and each manner of writing; the characters are rare, so that a hit is a leak.
PLANTED = {
    "name": "龚翠翡",
    "compound_name": "欧阳蕙苓",
    "minority_name": "古丽米热·艾合买提",
    "traditional_name": "鄺麗嫻",
    "id_number": "430423197307191128",
    "id_with_x": "43042319880229417X",
    "old_id": "430423730719112",
    "mobile": "15907349871",
    "landline": "0734-6178293",
    "bank_card": "6217995530018824617",
    "plate": "湘D·8K6Q5",
    "green_plate": "粤BF90817",
    "house": "茅坪冲村9组47号",
    "flat": "翠微小区6栋3单元1902室",
}
PROSE = [
    "全年接待患者{name}等来信来访{n}件，身份证{id_number}、电话{mobile}的来访人已答复。",
    "向受助人{compound_name}（卡号{bank_card}）发放救助金{n}元。",
    "慰问单亲母亲{n}名。",
    "为家住{house}的村民{minority_name}送去慰问金{n}元。",
    "为{traditional_name}女士（车牌{plate}）提供法律咨询{n}场次。",
    "为身份证号{id_with_x}的妇女发放贷款{n}元，老证件{old_id}。",
    "车牌{green_plate}的车主捐款{n}元，座机{landline}。",
    "为现住{flat}的{name}一家发放助学金{n}元。",
    "电话{mobile}的来电人{name}捐款{n}元。",
    "手机{mobile}、座机{landline}接受咨询{n}人次。",
]


def sentences(first):
    """Return the planted sentences; the figures of each format differ."""
    return [line.format(n=first + place, **PLANTED) for place, line in enumerate(PROSE)]


def grid(first):
    """Return a table whose rows, headers and section hold planted data beside figures."""
    rows = [
        [
            "姓名",
            "家庭住址",
            "联系电话",
            "银行卡号",
            f"{PLANTED['name']}救助金（元）",
            "接待来访（件）",
        ],
        [PLANTED["name"], PLANTED["house"], PLANTED["mobile"], PLANTED["bank_card"], first, first],
        [PLANTED["compound_name"], PLANTED["flat"], PLANTED["landline"], "", first + 1, first + 1],
        [PLANTED["traditional_name"], PLANTED["plate"], PLANTED["id_with_x"], "", first, first],
        [PLANTED["minority_name"], PLANTED["green_plate"], PLANTED["old_id"], "", first, first],
        [PLANTED["id_number"], "", "", "", first + 2, first + 2],
    ]
    return [[str(cell) for cell in row] for row in rows]


def txt():
    return "\n".join(["衡山县妇联2020年工作总结", "", "一、维权工作", *sentences(61)]).encode()


def csv_table():
    written = io.StringIO()
    csv.writer(written).writerows([["衡山县妇联2020年统计表"], *grid(71)])
    return written.getvalue().encode("gb18030")


def xlsx():
    written = io.BytesIO()
    with xlsxwriter.Workbook(written) as workbook:
        sheet = workbook.add_worksheet(PLANTED["name"])
        for at, row in enumerate(grid(81)):
            for column, cell in enumerate(row):
                is_figure = len(cell) < 4 and cell.isdigit()
                sheet.write(at, column, int(cell) if is_figure else cell)
    return written.getvalue()


def ods():
    """Return a workbook by hand: no library at hand writes one."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    rows = ["".join(cell.format(text) for text in row) for row in grid(91)]
    cells = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{names}:office:1.0" '
        f'xmlns:table="{names}:table:1.0" xmlns:text="{names}:text:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="{PLANTED["name"]}">{cells}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        file.writestr("content.xml", content)
    return written.getvalue()


def docx():
    document = Document()
    document.add_heading("衡山县妇联2020年工作总结", 0)
    for line in sentences(41):
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=6)
    for row in grid(51):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


FILES = {
    "总结.txt": txt,
    "名单.csv": csv_table,
    "名单.xlsx": xlsx,
    "名单.ods": ods,
    "总结.docx": docx,
    f"{PLANTED['name']}求助.txt": txt,
    f"关于{PLANTED['compound_name']}同志的材料.docx": docx,
    f"{PLANTED['mobile']}.csv": csv_table,
    f"坏{PLANTED['id_number']}.xlsx": lambda: b"PK\x03\x04 not a workbook",
    "重复.txt": txt,
}


def run(home, *arguments):
    return CliRunner().invoke(main, ["--home", str(home), *arguments])


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Return a home after a night over planted files, with what the commands printed."""
    home = tmp_path_factory.mktemp("home")
    folder = home / "inbox" / "衡山县"
    folder.mkdir(parents=True)
    for order, (name, content) in enumerate(FILES.items()):
        (folder / name).write_bytes(content())
        at = datetime(2021, 1, 8, order, tzinfo=UTC).timestamp()
        os.utime(folder / name, (at, at))
    statement = {
        "organization": f"衡山县妇联（{PLANTED['name']}，电话{PLANTED['mobile']}）",
        "period": "2020",
        "authority": "correction",
        "reason": f"当事人{PLANTED['name']}家住{PLANTED['house']}，身份证{PLANTED['id_number']}",
    }
    (folder / "_delivery.json").write_text(json.dumps({"files": {"总结.txt": statement}}), "utf-8")
    broken = home / "inbox" / PLANTED["name"]
    broken.mkdir()
    (broken / "_delivery.json").write_text(
        f'{{"{PLANTED["name"]}": "{PLANTED["mobile"]}"}}', "utf-8"
    )
    printed = [run(home, "run"), run(home, "receipts", "--format", "json")]
    printed += [run(home, "status"), run(home, "trace", "衡山县", "2020", "petitions_received")]
    files = [str(folder / name) for name in FILES]
    printed += [run(home, "extract", *files, *how) for how in ([], ["--findings"], ["--explain"])]
    (home / "printed.txt").write_text(
        "\n".join(one.output for one in printed if one.output), "utf-8"
    )
    assert printed[0].exit_code == 0, printed[0].output
    return home


def holding(home, planted):
    """Return the files beyond the archive in whose bytes or name a planted value stands."""
    needles = [
        planted.encode(encoding) for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
    ]
    needles.append(json.dumps(planted).strip('"').encode())
    return {
        str(path.relative_to(home))
        for path in home.rglob("*")
        if path.relative_to(home).parts[0] not in RESTRICTED
        and (
            planted in str(path.relative_to(home))
            or (path.is_file() and any(needle in path.read_bytes() for needle in needles))
        )
    }


def decoded(home):
    """Return every value of every Parquet file and of both databases, as one text."""
    parts = [str(pq.read_table(path).to_pylist()) for path in home.rglob("*.parquet")]
    databases = [home / "build.duckdb", (home / "releases" / "current.duckdb").resolve()]
    for database in databases:
        with duckdb.connect(str(database), read_only=True) as connection:
            for schema, table in connection.execute(
                "select schema_name, table_name from duckdb_tables() where not internal"
            ).fetchall():
                rows = connection.execute(f'select * from "{schema}"."{table}"').fetchall()
                parts.append(str(rows))
    return "\n".join(parts)


@pytest.mark.parametrize("kind", PLANTED)
def test_no_byte_beyond_the_archive_holds_what_was_planted(home, kind):
    assert holding(home, PLANTED[kind]) == set()


@pytest.mark.parametrize("kind", PLANTED)
def test_no_value_that_is_stored_holds_what_was_planted(home, kind):
    assert PLANTED[kind] not in decoded(home)


def test_the_planted_data_was_read_and_stood_beside_figures(home):
    """Guards the canary itself: with nothing read, nothing could leak."""
    told = decoded(home)
    for shown in ("姓名", "身份证号", "电话号码", "银行卡号", "车牌号", "住址"):
        assert f"〔{shown}〕" in told
    for name in ("总结.txt", "名单.csv", "名单.xlsx", "名单.ods", "总结.docx"):
        assert name in told


def test_a_leak_would_be_seen(home, tmp_path):
    (tmp_path / "receipts").mkdir()
    (tmp_path / "receipts" / "1.json").write_text(f"患者{PLANTED['name']}", "utf-8")
    assert holding(tmp_path, PLANTED["name"]) == {"receipts/1.json"}
