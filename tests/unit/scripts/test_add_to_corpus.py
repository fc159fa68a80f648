"""Annotated reports enter the corpus whole and sound, or not at all."""

import pytest

from scripts.add_to_corpus import find_faults, main

TEXT = "某县妇联2019年总结\n全年接待来访82件，办结80件。\n"
FILES = {
    "gold.csv": (
        "doc,char_start,char_end,quote,value,value_high,unit,qualifier,indicator_code,breakdown,"
        "role,period,org_scope,alt_codes,note\n"
        "F01.txt,18,21,82件,82,,件,exact,petitions_received,,actual,2019,self,,\n"
        "F01.txt,24,27,80件,80,,件,exact,petitions_handled,,actual,2019,self,other,\n"
    ),
    "claims.csv": (
        "doc,claim,kind,verdict,spans,quotes,why\n"
        "F01.txt,K1,rate,consistent,18-21;24-27,82件;80件,80 of 82\n"
    ),
    "envelope.csv": (
        "doc,org,code,level,period,script\nF01.txt,某县妇女联合会,,county,2019,simplified\n"
    ),
}


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "F"
    (path / "docs").mkdir(parents=True)
    (path / "docs" / "F01.txt").write_text(TEXT, encoding="utf-8")
    for name, content in FILES.items():
        (path / name).write_text(content, encoding="utf-8")
    return path


@pytest.fixture
def corpus(tmp_path):
    path = tmp_path / "corpus"
    (path / "docs").mkdir(parents=True)
    (path / "gold.csv").write_text(
        FILES["gold.csv"].replace("F01", "A01").replace(",alt_codes", "", 1).replace(",self,", ","),
        encoding="utf-8",
    )
    return path


def test_sound_reports_are_merged_behind_what_was_there(folder, corpus):
    assert main([str(folder), "--corpus", str(corpus)]) == 0
    lines = (corpus / "gold.csv").read_text("utf-8").splitlines()
    assert [line.partition(",")[0] for line in lines[1:]] == ["A01.txt"] * 2 + ["F01.txt"] * 2
    assert "alt_codes" in lines[0]
    assert (corpus / "claims.csv").read_text("utf-8") == FILES["claims.csv"]
    assert (corpus / "docs" / "F01.txt").read_text("utf-8") == TEXT
    assert not (corpus / "privacy.csv").exists()


def test_the_same_reports_are_not_merged_twice(folder, corpus):
    main([str(folder), "--corpus", str(corpus)])
    before = (corpus / "gold.csv").read_bytes()
    assert main([str(folder), "--corpus", str(corpus)]) == 1
    assert (corpus / "gold.csv").read_bytes() == before


def test_a_check_writes_nothing(folder, corpus):
    assert main([str(folder), "--corpus", str(corpus), "--check"]) == 0
    assert list((corpus / "docs").iterdir()) == []


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        pytest.param("gold.csv", "18,21,82件", "17,20,82件", "标注写的是「82件」", id="offsets"),
        pytest.param("gold.csv", "petitions_handled", "handled", "代码 handled 未声明", id="code"),
        pytest.param("gold.csv", "self,other", "self,nothing", "代码 nothing", id="other-code"),
        pytest.param("gold.csv", "exact,petitions_h", "exactly,petitions_h", "exactly", id="word"),
        pytest.param("gold.csv", ",actual,", ",done,", "role 不能是 done", id="role"),
        pytest.param("gold.csv", "F01.txt,24", "F02.txt,24", "没有这份材料", id="report"),
        pytest.param("claims.csv", "82件;80件", "82件;81件", "标注写的是「81件」", id="claim"),
        pytest.param("claims.csv", "82件;80件", "82件", "个数不同", id="claim-quotes"),
        pytest.param("claims.csv", "consistent", "right", "verdict", id="verdict"),
        pytest.param("envelope.csv", "F01.txt", "F09.txt", "没有 F01.txt", id="envelope"),
    ],
)
def test_what_is_not_sound_is_named(folder, corpus, file, old, new, fault):
    path = folder / file
    path.write_text(path.read_text("utf-8").replace(old, new, 1), encoding="utf-8")
    assert any(fault in found for found in find_faults(folder, corpus))


def test_personal_data_must_stand_where_it_says(folder, corpus):
    (folder / "privacy.csv").write_text(
        "doc,char_start,char_end,kind,text\nF01.txt,0,2,name,王芳\n", encoding="utf-8"
    )
    assert list(find_faults(folder, corpus)) == ["F01.txt 0-2：原文是「某县」，标注写的是「王芳」"]
