"""Weights from examples: sparse margins of the wording, one regression for the confidence.

Pure: examples in, rows of weights out; seeded, the same on every run.
"""

from __future__ import annotations

import warnings
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from ingestion.codebook import Codebook
from ingestion.extract.confidence import INTERCEPT, candidates_of, evidence_of
from ingestion.extract.wording import Surroundings, phrase_surroundings, weight_among
from training.examples import Example

Row = dict[str, str]

_SEED = 20261125
_SPARSENESS = 3.0  # larger keeps more words
_PHRASE_WEIGHT = 0.3  # a codebook phrase stands for less than a number in a report
_LEAST_SEEN = 3
_ROUNDS = 40
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
    """Return the rows of `wording.csv`: one sparse margin for each indicator."""
    phrases = [
        (around, row.indicator_code)
        for row in codebook.phrase_rows
        for unit, dimension in [_unit_of(row.indicator_code, codebook)]
        for around in phrase_surroundings(row.phrase, unit, dimension)
    ]
    named = [example.around for example in examples] + [around for around, _ in phrases]
    names, matrix = _features(named)
    targets = np.array([example.target for example in examples] + [code for _, code in phrases])
    importance = np.array([1.0] * len(examples) + [_PHRASE_WEIGHT] * len(phrases))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # so many rounds are enough
        model = _sparse_margins().fit(matrix, targets, sample_weight=importance)
    rows: list[Row] = []
    for code, weights, intercept in zip(model.classes_, model.coef_, model.intercept_, strict=True):
        rows.append(_row(INTERCEPT, code, intercept))
        kept = np.flatnonzero(np.abs(weights) >= 10**-_DIGITS)
        rows += [_row(names[index], code, weights[index]) for index in kept]
    return rows


def _features(named: Sequence[Surroundings]) -> tuple[list[str], csr_matrix]:
    """Return the features seen often enough, and a row for each number: 1/√n for each of n."""
    features = [around.features() for around in named]
    seen = Counter(name for row in features for name in row)
    names = sorted(name for name, count in seen.items() if count >= _LEAST_SEEN)
    columns = {name: column for column, name in enumerate(names)}
    indices, values, ends = array("i"), array("f"), array("q", [0])
    for row in features:
        known = [columns[name] for name in row if name in columns]
        indices.extend(known)
        values.extend([weight_among(len(row))] * len(known))
        ends.append(len(indices))
    shape = (len(features), len(names))
    return names, csr_matrix((np.array(values), np.array(indices), np.array(ends)), shape)


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


def _sparse_margins() -> LinearSVC:
    return LinearSVC(C=_SPARSENESS, penalty="l1", dual=False, max_iter=_ROUNDS, random_state=_SEED)


def _row(feature: str, code: str, weight: float) -> Row:
    return {"feature": feature, "indicator_code": code, "weight": f"{weight:.{_DIGITS}f}"}
