import pytest

from unsigned_peace import data


def test_a_source_is_cited_in_one_line():
    assert data.cite("F51-735") == (
        "FRUS editors, Editorial note: signature ceremony (1951-09-08), "
        "FRUS 1951, VI, pt 1, doc. 735"
    )


def test_general_knowledge_is_cited_as_not_verified():
    assert data.cite("GK") == "From general knowledge, not verified"


def test_every_source_can_be_cited_in_one_line():
    for source_id in data.sources()["source_id"]:
        assert "\n" not in data.cite(source_id)


def test_a_source_knows_its_bias():
    article = data.source("SEED")
    assert article.kind == "article"
    assert "never an authority" in article.use_and_bias


def test_an_unknown_source_suggests_the_nearest():
    with pytest.raises(data.DataError, match=r"no source 'F51-753'.* Did you mean .*F51-735"):
        data.cite("F51-753")
