from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from store.namings import folded, words_of
from store.ordinary import ORDINARY
from store.people import Person
from store.veil import veil, veil_for

DAY = date(2026, 11, 21)

CIRCLE = (
    Person("M001", "Anna-Maria Weiß", DAY),
    Person("M002", "Bo Li", DAY),
    Person("M003", "Ёлка Петрова", DAY),
    Person("M004", "José O’Brien", DAY, label="José"),
    Person("M005", "李明", DAY),
    Person("M006", "Anna Berg", DAY),
    Person("M007", "[/oops]", DAY),
    Person("M008", "Will Baker", DAY),
    Person("M009", "Дмитрий", DAY),
    Person("M010", "김민수", DAY),
    Person("M011", "山田 太郎", DAY),
    Person("M012", "🦊", DAY),
    Person("M013", "Ludwig van der Vaart", DAY),
    Person("M014", "Jürgen Yıldız", DAY),
    Person("M015", "Person 7", DAY),
    Person("M016", "สมชาย", DAY),
    Person("M017", "नीता शर्मा", DAY),
)


@pytest.mark.parametrize(
    ("text", "covered"),
    [
        ("Anna-Maria Weiß kam", "M001 kam"),
        ("ANNA-MARIA\n  WEISS kam", "M001 kam"),
        ("weiß ist eine Farbe, Maria und Weiß", "weiß ist eine Farbe, M001 und M001"),
        ("Anna kam, anna ging", "M001/M006 kam, M001/M006 ging"),
        ("Annas Schicht, Anna's shift, ANNA’S", "M001/M006 Schicht, M001/M006's shift, M001/M006’S"),
        ("Bo Li and Bob, Li, bo", "M002 and Bob, Li, bo"),
        ("eine ёлка, Ёлки and ПЕТРОВА", "eine ёлка, M003 and M003"),
        ("к Елке Петровой", "к M003 M003"),
        ("видели Дмитрия, дмитрий", "видели M009, M009"),
        ("Jose O’Brien, Jose\u0301, brien, OBrien, o'brien", "José, José, José, José, José"),
        ("今天李明说，山田さんと山田太郎", "今天M005说，M011さんとM011"),
        ("김민수가 왔다", "M010가 왔다"),
        ("ผมเห็นสมชายมา", "ผมเห็นM016มา"),
        ("नीता आई, नीत नहीं", "M017 आई, नीत नहीं"),
        ("Berg’s_Berg_ Bergwerk", "M006’s_M006_ Bergwerk"),
        ("close [/oops] now", "close [/M007] now"),
        ("ask 🦊 now", "ask M012 now"),
        ("we will ask the baker: Will, WILL or will baker", "we will ask the baker: M008, M008 or M008"),
        ("van der Vaart came in a van", "van der M013 came in a van"),
        ("Juergen, Jurgen and YILDIZ", "M014, M014 and M014"),
        ("Person 7 and person 77", "M015 and person 77"),
        ("An\u00adna\u200b B\u200cerg", "M006"),
        ("nobody here", "nobody here"),
    ],
)
def test_names_that_nobody_released_are_covered(text: str, covered: str) -> None:
    assert veil(text, CIRCLE) == covered


def test_without_people_a_text_stays_as_it_is() -> None:
    assert veil("Anna", ()) == "Anna"


def test_a_name_that_many_share_shows_only_some_of_them() -> None:
    many = [Person(f"M{n:03}", f"Anna Berg{n}", DAY) for n in range(1, 10)]

    assert veil("Anna", many) == "M001/M002/M003/…"


def test_the_words_of_somebody_else_are_not_taken_for_an_inflected_name() -> None:
    circle = [Person("M001", "Tim", DAY), Person("M002", "Ana", DAY), Person("M003", "Paula", DAY)]

    assert veil("Time for Any questions, Same as Paul", circle) == "Time for Any questions, Same as Paul"


def test_a_name_of_its_own_goes_before_the_inflected_name_of_another() -> None:
    assert veil("Paula", [Person("M001", "Paul", DAY), Person("M002", "Paula", DAY)]) == "M002"


LETTERS = "abcdeéßınozäçшжёяمבक김李ก"
NAMES = st.text(alphabet=LETTERS, min_size=3, max_size=9).map(str.capitalize)
FULL_NAMES = st.lists(NAMES, min_size=1, max_size=3).map(" ".join)
WAYS: st.SearchStrategy[Callable[[str], str]] = st.sampled_from(
    [str.strip, str.upper, str.title, str.casefold]
)
BETWEEN = st.text(alphabet=" .,;!\n-(", min_size=1, max_size=4)
TEXTS = st.text(alphabet=f"{LETTERS} .\n-'")


@given(st.lists(FULL_NAMES, min_size=1, max_size=6), st.data())
def test_no_full_name_survives_in_any_text(names: list[str], data: st.DataObject) -> None:
    circle = [Person(f"Q{n}", name, DAY) for n, name in enumerate(names)]
    told = data.draw(st.sampled_from(names))
    assume(folded(told) not in ORDINARY)
    before, after = data.draw(TEXTS), data.draw(TEXTS)
    text = f"{before}{data.draw(BETWEEN)}{data.draw(WAYS)(told)}{data.draw(BETWEEN)}{after}"

    covered = words_of(veil(text, circle))

    for name in names:
        words = words_of(name)
        assert not any(
            covered[place : place + len(words)] == words for place in range(len(covered)) if words != ("q",)
        )


@given(st.lists(FULL_NAMES, max_size=6), st.text(alphabet="xyquvw0123 .,'’-_\n😀Ööé\u0301"))
def test_a_text_without_names_comes_back_unchanged(names: list[str], text: str) -> None:
    circle = [Person(f"M{n:03}", name, DAY) for n, name in enumerate(names)]

    assert veil(text, circle) == text


def test_an_ordinary_word_stays_in_small_letters_and_goes_with_a_capital() -> None:
    for word in sorted(ORDINARY):
        covered = veil_for([Person("M001", f"{word.capitalize()} Xavierson", DAY)])

        assert covered(f"we {word} go") == f"we {word} go"
        assert covered(f"{word} xavierson") == "M001"
        if len(word) > 2:
            assert covered(f"so {word.capitalize()} goes") == "so M001 goes"


@given(st.text())
def test_whatever_is_written_only_names_are_changed(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    circle = [Person("M001", "Xqzvora Wqxjul", DAY)]

    assert veil(f"{text} Xqzvora {text}", circle) == f"{composed} M001 {composed}"
