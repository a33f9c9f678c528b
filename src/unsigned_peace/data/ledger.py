"""One short name for each table, so that a cell of a notebook reads like a sentence.

What the columns mean stands in `docs/data-reference.md`. How a table is loaded, and which errors
can come up, stands at `tables.table`.
"""

import pandas as pd

from unsigned_peace.data.tables import table


def claims() -> pd.DataFrame:
    """Load the claims of the article, in the order of its paragraphs.

    >>> claims().loc[0, "claim_id"]
    'CLM-001'
    """
    return table("claims")


def article_paragraphs() -> pd.DataFrame:
    """Load the article paragraph by paragraph: what each says, and what it does there.

    >>> article_paragraphs()["paragraph"].to_list() == list(range(1, 78))
    True
    """
    return table("article_paragraphs")


def claim_counts() -> pd.DataFrame:
    """Load the numbers of states that the article gives, to set beside a count.

    >>> claim_counts()["number"].to_list()
    [21, 7, 7]
    """
    return table("claim_counts")


def events() -> pd.DataFrame:
    """Load the events from 1943 to 2026, in the order of time.

    >>> events()["date"].is_monotonic_increasing
    True
    """
    return table("events")


def talks_calendar() -> pd.DataFrame:
    """Load what sort of day each event of 1955-56 makes in the calendar of the talks.

    >>> talks_calendar()["mark"].cat.categories.to_list()
    ['session', 'offer', 'instruction', 'outside event']
    """
    return table("talks_calendar")


def positions() -> pd.DataFrame:
    """Load what each party wanted on each issue in 1955-56.

    >>> sorted(positions()["party"].unique())
    ['Japan', 'USA', 'USSR']
    """
    return table("positions")


def scales() -> pd.DataFrame:
    """Load the words for the codes of positions and statements.

    >>> scales()["scale"].nunique()
    11
    """
    return table("scales")


def delegations() -> pd.DataFrame:
    """Load the states at San Francisco, those that stayed away and those not asked.

    >>> int(delegations()["signed"].sum())
    49
    """
    return table("delegations")


def treaty_articles() -> pd.DataFrame:
    """Load the articles of the treaty of 1951 with the Soviet amendments.

    >>> int(treaty_articles()["amendment_number"].max())
    13
    """
    return table("treaty_articles")


def drafts() -> pd.DataFrame:
    """Load the Kurile clause from Yalta to the US Senate.

    >>> drafts()["recipient"].cat.categories[0]
    'USSR'
    """
    return table("drafts")


def clauses() -> pd.DataFrame:
    """Load the defining words of key texts, for close reading.

    >>> clauses()["language"].cat.categories.to_list()
    ['en', 'ja', 'ru', 'fr']
    """
    return table("clauses")


def declaration_articles() -> pd.DataFrame:
    """Load the ten articles of the Joint Declaration of 1956.

    >>> len(declaration_articles())
    10
    """
    return table("declaration_articles")


def october_talks() -> pd.DataFrame:
    """Load the talks in Moscow of October 1956, in the order of time.

    >>> october_talks().set_index("talk_id").loc["OCT-06", "start_time"]
    '16:15'
    """
    return table("october_talks")


def detainee_figures() -> pd.DataFrame:
    """Load the numbers of detainees that were named in 1955-56.

    >>> int(detainee_figures()["number"].max())
    11177
    """
    return table("detainee_figures")


def frus_documents() -> pd.DataFrame:
    """Load the American documents on the talks of 1955-56.

    >>> frus_documents()["relevance"].cat.categories.to_list()
    ['context', 'partial', 'direct']
    """
    return table("frus_documents")


def correspondents() -> pd.DataFrame:
    """Load the offices and people who write and speak in the American documents.

    >>> (correspondents()["state"] == "USSR").any()
    np.False_
    """
    return table("correspondents")


def statements() -> pd.DataFrame:
    """Load what leaders said that the Declaration of 1956 means.

    >>> int(statements()["reading_rank"].max())
    6
    """
    return table("statements")


def polls() -> pd.DataFrame:
    """Load the opinion polls, one row a question.

    >>> polls()["country"].cat.categories.to_list()
    ['Russia', 'Japan']
    """
    return table("polls")


def poll_answers() -> pd.DataFrame:
    """Load the answers in the polls, one row an answer.

    >>> answers = poll_answers()
    >>> float(answers.loc[answers["poll_id"] == "POL-07", "percent"].sum())
    100.0
    """
    return table("poll_answers")


def people() -> pd.DataFrame:
    """Load the people, with their names in the scripts that we have.

    >>> people()["english"].is_unique
    True
    """
    return table("people")


def places() -> pd.DataFrame:
    """Load the places, with coordinates, areas and names in four scripts.

    >>> bool(places()["lat"].between(-90, 90).all())
    True
    """
    return table("places")


def boundaries() -> pd.DataFrame:
    """Load what each boundary document says of each territory.

    >>> boundaries()["date"].dt.year.min()
    np.int32(1855)
    """
    return table("boundaries")


def kurile_readings() -> pd.DataFrame:
    """Load what documents and speakers counted as Kurile Islands.

    >>> kurile_readings()["etorofu"].cat.categories.to_list()
    ['yes', 'no', 'not said']
    """
    return table("kurile_readings")


def glossary() -> pd.DataFrame:
    """Load documents and terms in English, Japanese, Russian and Thai.

    >>> glossary()["kind"].cat.categories.to_list()
    ['document', 'term']
    """
    return table("glossary")


def simulation_lines() -> pd.DataFrame:
    """Load the lines of policy of the game.

    >>> simulation_lines()["line_id"].cat.categories.to_list()
    ['khrushchev', 'molotov', 'hatoyama-kono', 'ministry']
    """
    return table("simulation_lines")


def simulation_positions() -> pd.DataFrame:
    """Load the issues of the game and what each position on them means.

    >>> simulation_positions()["issue"].nunique()
    9
    """
    return table("simulation_positions")


def simulation_sessions() -> pd.DataFrame:
    """Load the sessions of the game, in the order of time.

    >>> simulation_sessions()["first_date"].is_monotonic_increasing
    True
    """
    return table("simulation_sessions")


def simulation_instructions() -> pd.DataFrame:
    """Load the secret instructions of the game.

    >>> sorted(simulation_instructions()["party"].unique())
    ['Japan', 'USSR']
    """
    return table("simulation_instructions")


def simulation_events() -> pd.DataFrame:
    """Load what outside events do to the game.

    >>> set(simulation_events()["event_id"]) <= set(events()["event_id"])
    True
    """
    return table("simulation_events")


def simulation_assumptions() -> pd.DataFrame:
    """Load the numbers of the game that no source gives.

    >>> simulation_assumptions()["name"].is_unique
    True
    """
    return table("simulation_assumptions")


def simulation_history() -> pd.DataFrame:
    """Load what the two sides did, as moves of the game.

    >>> simulation_history()["move"].iloc[-1]
    'sign'
    """
    return table("simulation_history")


def sources() -> pd.DataFrame:
    """Load the sources of the ledger.

    >>> sources()["source_id"].is_unique
    True
    """
    return table("sources")


def simulation_moves() -> pd.DataFrame:
    """Load the nine moves of the game *Two Islands*, as players read them.

    >>> simulation_moves()["move"].iloc[0]
    'offer'
    """
    return table("simulation_moves")
