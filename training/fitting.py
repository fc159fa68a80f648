"""Weights from examples: sparse one-against-all regressions for the wording, one for confidence.

Pure: examples in, rows of weights out; seeded, the same on every run.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from ingestion.codebook import Codebook
from ingestion.extract.confidence import INTERCEPT, candidates_of, evidence_of
from ingestion.extract.wording import phrase_surroundings
from training.examples import Example

Row = dict[str, str]

_SEED = 20261125
_SPARSENESS = 1.5  # larger keeps more words
_PHRASE_WEIGHT = 0.3  # a codebook phrase stands for less than a number in a report
_LEAST_SEEN = 2
_DIGITS = 3


def fit_wordings(
    examples: Sequence[Example],
    practice: Sequence[Example],
    codebook: Codebook,
    progress: Callable[[int, int], None],
) -> tuple[list[Row], dict[str, list[Row]]]:
    """Return the wording of all writers, and for each writer the one that never saw that writer.

    `practice` is learned from in each of them, whoever wrote it. `progress` is told how many of
    how many are learned.
    """
    writers = writers_of(examples)
    others = [[e for e in examples if e.writer != writer] for writer in writers]
    sets = [[*kept, *practice] for kept in (examples, *others)]
    fitted: list[list[Row]] = []
    with ProcessPoolExecutor() as pool:
        for rows in pool.map(fit_wording, sets, [codebook] * len(sets)):
            fitted.append(rows)
            progress(len(fitted), len(sets))
    whole, *left_out = fitted
    return whole, dict(zip(writers, left_out, strict=True))


def fit_confidences(examples: Sequence[Example]) -> tuple[list[Row], dict[str, list[Row]]]:
    """Return the confidence of all writers, and for each writer the one without that writer's rows.

    The examples' guesses must be of a wording that never saw their writer: otherwise the wording
    would look surer than it is.
    """
    left_out = {
        writer: fit_confidence([e for e in examples if e.writer != writer])
        for writer in writers_of(examples)
    }
    return fit_confidence(examples), left_out


def writers_of(examples: Iterable[Example]) -> list[str]:
    """Return the writers, in order."""
    return sorted({example.writer for example in examples})


def fit_wording(examples: Sequence[Example], codebook: Codebook) -> list[Row]:
    """Return the rows of `wording.csv`: one sparse regression for each indicator."""
    phrases = [
        (around, row.indicator_code)
        for row in codebook.phrase_rows
        for unit, dimension in [_unit_of(row.indicator_code, codebook)]
        for around in phrase_surroundings(row.phrase, unit, dimension)
    ]
    vectorizer = DictVectorizer(dtype=np.float32)
    named = [example.around for example in examples] + [around for around, _ in phrases]
    matrix = vectorizer.fit_transform([around.features() for around in named])
    often = np.asarray((matrix > 0).sum(axis=0)).ravel() >= _LEAST_SEEN
    matrix = matrix[:, often]
    names = vectorizer.get_feature_names_out()[often]
    targets = np.array([example.target for example in examples] + [code for _, code in phrases])
    importance = np.array([1.0] * len(examples) + [_PHRASE_WEIGHT] * len(phrases))
    rows: list[Row] = []
    for code in sorted({*targets}):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)  # sixty rounds are enough
            model = _sparse_regression().fit(matrix, targets == code, sample_weight=importance)
        rows.append(_row(INTERCEPT, code, model.intercept_[0]))
        kept = np.flatnonzero(np.abs(model.coef_[0]) >= 10**-_DIGITS)
        rows += [_row(str(names[index]), code, model.coef_[0][index]) for index in kept]
    return rows


def _unit_of(code: str, codebook: Codebook) -> tuple[str, str]:
    return codebook.indicators[code].unit_code, codebook.dimension(code)


def fit_confidence(examples: Iterable[Example]) -> list[Row]:
    """Return the rows of `confidence.csv`: how often a reading with such evidence was right."""
    evidence: list[Mapping[str, float]] = []
    right: list[bool] = []
    for example in examples:
        for candidate in candidates_of(example.witnesses):
            flags, values = evidence_of(candidate, example.witnesses)
            evidence.append({**dict.fromkeys(flags, 1.0), **dict(values)})
            right.append(candidate.indicator_code in example.codes)
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(evidence)
    model = LogisticRegression(C=1.0, max_iter=1000, random_state=_SEED).fit(matrix, right)
    rows = [{"feature": INTERCEPT, "weight": f"{model.intercept_[0]:.{_DIGITS}f}"}]
    return rows + [
        {"feature": name, "weight": f"{weight:.{_DIGITS}f}"}
        for name, weight in zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True)
    ]


def _sparse_regression() -> LogisticRegression:
    return LogisticRegression(
        C=_SPARSENESS, l1_ratio=1.0, solver="liblinear", max_iter=60, random_state=_SEED
    )


def _row(feature: str, code: str, weight: float) -> Row:
    return {"feature": feature, "indicator_code": code, "weight": f"{weight:.{_DIGITS}f}"}
