"""Bytes in, a Document out: the type is told by the content; what cannot be read says why."""

import io
import zipfile

import docx
import pytest
import xlsxwriter

from ingestion.decode.decoder import decode
from ingestion.errors import UnreadableError
from ingestion.model import Paragraph, Table

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def workbook(rows, sheet="统计表"):
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    page = book.add_worksheet(sheet)
    for number, row in enumerate(rows):
        page.write_row(number, 0, row)
    book.close()
    return buffer.getvalue()


def text_document(*paragraphs):
    buffer = io.BytesIO()
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(buffer)
    return buffer.getvalue()


def zipped(members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


PROSE = "今年以来，全县培训妇女120人，举办讲座6场，受到好评。\n二、问题\n经费不足，人手偏少。\n"


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        pytest.param(workbook([["单位", "数值"]]), "表.xlsx", "spreadsheetml", id="workbook"),
        pytest.param(workbook([["单位", "数值"]]), "表.csv", "spreadsheetml", id="workbook-as-csv"),
        pytest.param(text_document("总结"), "总结.doc", "wordprocessingml", id="docx-as-doc"),
        pytest.param("单位,数值\n衡山县,3\n".encode(), "表.txt", "text/csv", id="csv-as-txt"),
        pytest.param(PROSE.encode(), "总结.csv", "text/plain", id="prose-as-csv"),
    ],
)
def test_the_content_decides_the_type_and_never_the_name(content, name, media_type):
    assert media_type in decode(content, name).media_type


def test_a_wrong_extension_is_noted_for_the_receipt():
    assert decode(workbook([["单位"]]), "表.csv").notes == (
        "扩展名是 .csv，内容是 .xlsx：已按内容读取",
    )
    assert decode(workbook([["单位"]]), "表.xlsm").notes == ()


@pytest.mark.parametrize(
    ("content", "reason", "place"),
    [
        pytest.param(b"", "文件是空的", "字节0", id="empty"),
        pytest.param(b" \r\n\t", "文件是空的", "字节0", id="only-spaces"),
        pytest.param(workbook([["单位"]])[:3000], "文件不完整或已损坏", "字节3000", id="cut-zip"),
        pytest.param(zipped({"readme.txt": "x"}), "暂不能读取ZIP 压缩包", "字节0", id="zip"),
        pytest.param(b"%PDF-1.7\n", "暂不能读取PDF 文件", "字节0", id="pdf"),
        pytest.param(
            OLE + "WordDocument".encode("utf-16-le"),
            "暂不能读取旧版 Word 文件（DOC/WPS）",
            "字节0",
            id="doc",
        ),
        pytest.param(
            OLE + "EncryptedPackage".encode("utf-16-le"),
            "暂不能读取加密的 Office 文件",
            "字节0",
            id="encrypted",
        ),
        pytest.param(OLE, "Office 文件不完整或已损坏", "字节0", id="broken-ole"),
        pytest.param(
            bytes(range(1, 32)) * 20, "不是文本文件，也不是已知的格式", "字符0", id="binary"
        ),
        pytest.param(b"abc \xff\xff\xff", "有无法解码的字节", "字节4", id="undecodable"),
        pytest.param(
            b"<html><body>1</body></html>", "暂不能读取网页或 XML 文件", "字节0", id="html"
        ),
    ],
)
def test_what_cannot_be_read_says_why_and_where(content, reason, place):
    with pytest.raises(UnreadableError) as raised:
        decode(content, "报表")
    assert (raised.value.reason, raised.value.place) == (reason, place)
    assert raised.value.remedy.startswith("请")


TABLE = "單位,指標,數值\r\n衡山縣,婦女之家,355\r\n衡陽縣,家長學校,12\r\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "big5"]
)
def test_each_encoding_reads_to_the_same_text(encoding):
    assert decode(TABLE.encode(encoding), "表.csv").text == TABLE


def test_simplified_characters_in_gb18030_are_not_taken_for_big5():
    text = "2020年全县妇联工作总结\n培训妇女1200人次，发放贷款350万元。\n"
    assert decode(text.encode("gb18030"), "总结.txt").text == text


def test_paragraphs_of_a_text_are_spans_of_it_and_line_ends_stay():
    document = decode("一、培训\r\n\r\n培训１２人。".encode(), "总结.txt")
    assert [document.text[p.start : p.end] for p in document.blocks] == ["一、培训", "培训１２人。"]
    assert document.normalized.text == "一、培训\r\n\r\n培训12人。"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table_is_found_behind_any_delimiter(delimiter):
    lines = [["指标", "数值"], ["妇女之家", "355"], ["家长学校", "12"]]
    text = "\n".join(delimiter.join(line) for line in lines)
    (table,) = decode(text.encode(), "表.csv").blocks
    assert [[cell.text for cell in row] for row in table.rows] == lines


def test_csv_rows_count_parser_records_with_preamble_and_quoted_line_breaks():
    text = '衡山县妇联统计表\n指标,数值\n"妇女\n之家",355\n家长学校,12\n'
    (table,) = decode(text.encode(), "表.csv").blocks
    cell = table.rows[2][1]
    assert (cell.text, cell.address, table.name, table.sheet) == (
        "355",
        "table1!r3c2",
        "table1",
        None,
    )


def test_a_docx_keeps_the_order_of_prose_and_tables_and_resolves_merges():
    document = docx.Document()
    document.add_heading("工作总结", level=1)
    table = document.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "指标"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "维权"
    table.cell(2, 2).text = "9"
    document.add_paragraph("完毕")
    buffer = io.BytesIO()
    document.save(buffer)
    heading, read, last = decode(buffer.getvalue(), "总结.docx").blocks
    assert isinstance(heading, Paragraph)
    assert heading.level == 1
    assert isinstance(read, Table)
    assert [(c.text, c.address, c.is_merge_cover) for c in read.rows[0][:2]] == [
        ("指标", "table1!r1c1", False),
        ("指标", "table1!r1c1", True),
    ]
    below = read.rows[2][0]
    assert (below.text, below.address, below.is_merge_cover) == ("维权", "table1!r2c1", True)
    assert read.rows[2][2].address == "table1!r3c3"
    assert last.start > read.start


BODY = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    "{}</w:body></w:document>"
)


def test_tracked_deletions_are_left_out_and_insertions_read():
    runs = (
        "<w:p><w:r><w:t>培训</w:t></w:r><w:del><w:r><w:delText>100</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>120</w:t></w:r></w:ins><w:r><w:t>人</w:t></w:r></w:p>"
    )
    content = zipped({"word/document.xml": BODY.format(runs)})
    assert decode(content, "总结.docx").text == "培训120人"


def test_a_document_with_a_dtd_is_refused():
    bomb = '<!DOCTYPE w [<!ENTITY a "aaaa">]>' + BODY.format("<w:p/>")
    with pytest.raises(UnreadableError, match="外部实体"):
        decode(zipped({"word/document.xml": bomb}), "总结.docx")


ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
    '<office:spreadsheet><table:table table:name="统计表"><table:table-row>'
    '<table:table-cell office:value-type="string"><text:p>妇女之家</text:p></table:table-cell>'
    '<table:table-cell office:value-type="float" office:value="355"><text:p>355</text:p>'
    "</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>"
    "</office:document-content>"
)


def test_an_ods_workbook_reads_like_any_other():
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    content = zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": manifest,
            "content.xml": ODS,
        }
    )
    (table,) = decode(content, "表.ods").blocks
    assert [(cell.text, cell.address) for cell in table.rows[0]] == [
        ("妇女之家", "A1"),
        ("355", "B1"),
    ]


def test_a_text_beyond_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr("ingestion.decode.encoding.MAX_BYTES", 10)
    with pytest.raises(UnreadableError, match="文本文件过大"):
        decode("今年培训妇女120人".encode(), "总结.txt")


def test_text_boxes_nested_tables_and_rows_deleted_in_review_are_told_apart():
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    deleted = f"<w:tr><w:trPr><w:del/></w:trPr>{cell.format('删')}</w:tr>"
    inner = f"<w:tbl><w:tr>{cell.format('内')}</w:tr></w:tbl>"
    outer = f"<w:tbl>{deleted}<w:tr><w:tc>{inner}<w:p/></w:tc>{cell.format('外')}</w:tr></w:tbl>"
    document = decode(zipped({"word/document.xml": BODY.format(outer)}), "总结.docx")
    assert [(t.name, [[c.text for c in row] for row in t.rows]) for t in document.blocks] == [
        ("table1", [["", "外"]]),
        ("table2", [["内"]]),
    ]
