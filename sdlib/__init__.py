"""sdlib: who says what in Arabic news, and in which words.

The names below are the public library. Each is imported from its module when it is first
used, so that ``import sdlib`` costs nothing.
"""

from importlib import import_module

__version__ = "0.1.0"

_HOME = {
    "read_corpus": "corpus",
    "init_corpus": "corpus",
    "SkippedRowsWarning": "corpus",
    "normalize": "normalization",
    "normalize_word": "normalization",
    "token_spans": "tokens",
    "tokenize": "tokenization",
    "clitic_cuts": "clitics",
    "read_words": "words",
    "lemmatize": "lemmas",
    "encode": "vocabulary",
    "count_terms": "term_counts",
    "TermCounts": "term_counts",
    "keyness": "keywords",
    "Gate": "inference",
    "Keyness": "keywords",
    "Resampling": "inference",
    "find_spellings": "house_style",
    "distances_by_outlet": "outlet_distances",
    "class_tfidf": "class_weights",
    "sentence_spans": "sentences",
    "find_sentences": "sentences",
    "read_article": "article",
    "find_entities": "entities",
    "train_recognizer": "recognizer",
    "Recognizer": "recognizer",
    "tag_claims": "claims",
    "find_labels": "labels",
    "find_quantities": "quantities",
    "annotate": "annotation",
    "Annotation": "annotation",
    "save_tables": "export",
    "read_tables": "export",
    "evaluate": "evaluation",
    "Evaluation": "evaluation",
    "with_outlet": "comparison",
    "count_entities": "comparison",
    "words_by_outlet": "comparison",
    "naming_variants": "comparison",
    "count_speakers": "speaker_counts",
    "each_speaker": "speaker_counts",
    "found_in_one": "comparison",
    "sentences_around": "comparison",
    "casualty_figures": "casualties",
    "tfidf_by_source": "tfidf",
    "tfidf_intervals": "weight_intervals",
    "compare_shares": "proportions",
    "stop_words": "tfidf",
    "show": "display",
    "plot_counts": "plots",
    "plot_difference": "plots",
    "plot_ranges": "plots",
    "plot_dispersion": "plots",
    "plot_frequencies": "plots",
    "plot_intervals": "plots",
    "plot_keyness": "plots",
    "plot_matrix": "plots",
    "plot_shares": "plots",
    "plot_shift": "plots",
    "plot_timeline": "plots",
    "count_by_date": "date_counts",
    "save_figure": "plots",
    "alt_text": "plots",
    "results_folder": "results",
    "save_table": "results",
    "view_article": "article_view",
    "compare": "comparison_view",
    "write_report": "report",
    "mark": "display",
    "in_sentences": "display",
    "mark_claim": "display",
    "side_by_side": "comparison",
    "count_words": "word_counts",
    "count_by": "tallies",
    "count_names": "name_counts",
    "deviation_of_proportions": "name_counts",
    "co_mention_matrix": "co_mentions",
    "add_role": "mention_roles",
    "count_roles": "mention_roles",
    "add_voice": "voices",
    "find_terms": "voices",
    "terms_by_voice": "voices",
    "make_concordance": "concordance",
    "kwic": "concordance",
    "show_kwic": "concordance_view",
    "collocates": "collocations",
    "ngrams": "ngram_counts",
    "find_naming_frames": "naming_frames",
    "count_naming_frames": "naming_frames",
    "find_shared_text": "shared_text",
    "flag_copies": "copies",
    "drop_copies": "copies",
    "weight_copies": "copies",
    "find_mistakes": "mistakes",
    "gold_claims": "mistakes",
    "find_uses": "tfidf",
    "group_events": "events",
    "align_claims": "alignment",
    "source_profiles": "profiles",
    "list_figures": "figure_scopes",
    "compare_figures": "figure_pairs",
    "speaker_kinds": "source_kinds",
    "spell_alike": "tfidf",
}

__all__ = ["__version__", *_HOME]


def __getattr__(name: str) -> object:
    if name not in _HOME:
        raise AttributeError(f"module 'sdlib' has no attribute {name!r}")
    value = getattr(import_module(f"sdlib.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
