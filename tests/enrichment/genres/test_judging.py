"""From weights to a verdict, the reader's shelves and the year having a say."""

from __future__ import annotations

from enrichment.genres import GENRES, Evidence, Verdict, Weights, guess, judge, leanings_of, weigh


def verdict_on(*subjects: str, **says) -> Verdict:
    return judge(weigh(Evidence(subjects=subjects)), **says)


def test_nothing_known_is_no_verdict():
    assert judge(Weights()) == Verdict(genres=(), fiction=None, audience=None, because={}, guessed=False)


def test_at_most_four_genres_are_given_by_name():
    verdict = verdict_on("Fantasy", "Horror", "Romance", "Thrillers", "Humor", "Detective and mystery stories")

    assert len(verdict.genres) == 4
    assert set(verdict.genres) <= {genre.name for genre in GENRES}


def test_weak_genres_are_left_out_beside_a_strong_one():
    verdict = verdict_on("Fantasy fiction", "Fiction, fantasy, general", "Epic fantasy", "Courtship", "Schools")

    assert verdict.genres == ("Fantasy",)


def test_each_genre_says_from_what_it_was_drawn():
    verdict = verdict_on("Horror tales", "Fiction, horror")

    assert verdict.because == {"Horror": ('subject "Horror tales"', 'subject "Fiction, horror"')}


def test_history_in_a_novel_is_its_setting():
    verdict = verdict_on("Historical fiction", "Fiction", "History", "France, history, 1789-1799, fiction")

    assert verdict.fiction is True
    assert "Historical Fiction" in verdict.genres
    assert "History" not in verdict.genres


def test_war_in_nonfiction_is_history():
    verdict = verdict_on("Nonfiction", "World War, 1939-1945", "History", "Personal narratives")

    assert verdict.fiction is False
    assert "History" in verdict.genres
    assert "Historical Fiction" not in verdict.genres


def test_the_reader_s_shelf_outvotes_a_subject():
    verdict = verdict_on("Horror tales", shelves=("to-read", "sci-fi"))

    assert verdict.genres[0] == "Science Fiction"
    assert verdict.because["Science Fiction"] == ('your shelf "sci-fi"',)


def test_shelves_alone_are_enough():
    verdict = judge(Weights(), shelves=("memoirs", "2019", "favorites"))

    assert verdict.genres == ("Biography & Memoir",)
    assert verdict.fiction is False


def test_a_shelf_settles_the_form():
    assert verdict_on("Whales", shelves=("non-fiction",)).fiction is False
    assert verdict_on("Whales", shelves=("fiction",)).fiction is True


def test_a_shelf_settles_the_audience():
    assert verdict_on("Fantasy fiction", shelves=("ya",)).audience == "young-adult"


def test_the_vote_of_a_shelf_does_not_change_the_weights():
    weights = weigh(Evidence(subjects=("Horror tales",)))
    before = weights.to_json()

    judge(weights, shelves=("horror", "sci-fi"), year=1890)

    assert weights.to_json() == before


def test_old_fiction_is_a_classic():
    verdict = verdict_on("Fiction", "Courtship, fiction", "Domestic fiction", year=1820)

    assert verdict.genres[0] == "Classics"
    assert "first published in 1820" in verdict.because["Classics"]


def test_the_year_of_the_export_goes_before_that_of_the_services():
    weights = weigh(Evidence(subjects=("Fiction, thrillers",), year=1890))

    assert "Classics" in judge(weights).genres
    assert "Classics" not in judge(weights, year=2015).genres


def test_a_year_alone_is_no_evidence():
    assert judge(Weights(), year=1820).genres == ()


def test_a_bare_novel_gets_a_guess_that_is_marked_as_one():
    verdict = verdict_on("Fiction")

    assert verdict.guessed
    assert verdict.fiction is True
    assert verdict.genres == ("Fantasy", "Science Fiction")
    assert all("a guess" in verdict.because[genre][0] for genre in verdict.genres)


def test_a_guess_stands_beside_whom_a_book_is_for_and_how_it_is_drawn():
    for_the_young, drawn = verdict_on("Young Adult Fiction"), verdict_on("Comics & Graphic Novels", "Fiction")

    assert for_the_young.genres == ("Young Adult", "Fantasy")
    assert drawn.genres == ("Comics & Graphic Novels", "Fantasy")
    assert for_the_young.guessed
    assert for_the_young.because["Young Adult"] == ('subject "Young Adult Fiction"',)
    assert "a guess" in for_the_young.because["Fantasy"][0]


def test_what_says_what_a_book_is_about_leaves_nothing_to_guess():
    verdict = verdict_on("Young Adult Fiction", "Horror tales")

    assert set(verdict.genres) == {"Young Adult", "Horror"}
    assert not verdict.guessed


def test_the_reader_s_other_books_replace_the_guess():
    others = [verdict_on("Love stories", "Fiction"), verdict_on("Contemporary romance"), verdict_on("Horror tales")]

    verdict = verdict_on("Fiction", leanings=leanings_of(others))

    assert verdict.genres == ("Romance",)
    assert verdict.guessed


def test_a_reader_of_nonfiction_does_not_make_novels_nonfiction():
    others = [verdict_on("Mathematics"), verdict_on("Geometry"), verdict_on("Horror tales")]

    assert verdict_on("Fiction", leanings=leanings_of(others)).genres == ("Horror",)


def test_a_reader_of_two_genres_alike_is_given_both():
    others = [verdict_on("Love stories"), verdict_on("Horror tales"), verdict_on("Love stories")]

    one = verdict_on("Fiction", leanings=leanings_of(others))
    both = verdict_on("Fiction", leanings=leanings_of([*others, verdict_on("Horror tales")]))

    assert one.genres == ("Romance",)
    assert set(both.genres) == {"Romance", "Horror"}


def test_what_a_novel_is_not_about_is_never_guessed():
    # a reader of old books and of books for the young has not said what they are about
    others = [verdict_on("Classics", "Fiction", year=1820), verdict_on("Young Adult Fiction", "Horror tales")]
    leanings = leanings_of(others)

    assert verdict_on("Fiction", leanings=leanings).genres == verdict_on("Fiction").genres


def test_an_older_guess_gives_way_to_a_better_one():
    leanings = leanings_of([verdict_on("Horror tales")])

    assert guess(verdict_on("Young Adult Fiction"), leanings) == verdict_on("Young Adult Fiction", leanings=leanings)


def test_guesses_do_not_feed_further_guesses():
    leanings = leanings_of([verdict_on("Fiction"), verdict_on("Horror tales"), Verdict()])

    assert leanings == {"horror": 1.0}


def test_nothing_is_guessed_of_nonfiction():
    verdict = verdict_on("Nonfiction")

    assert verdict == Verdict(fiction=False)
