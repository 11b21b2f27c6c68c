"""The values that every stage hands to the next; imports nothing of ours.

Offsets are code points, line numbers count from 1, ranges of offsets are half open."""

from annals.model.blocks import (
    FORMS,
    ON_PAGE,
    TITLED,
    Block,
    BlockKind,
    Box,
    Change,
    Content,
    Mend,
    PageBlock,
    Placed,
    Ranges,
    SectionKind,
    Status,
    Stem,
)
from annals.model.cleaning import (
    FLAG_CODE,
    MEND_CODE,
    MOVED_CODE,
    VEIL,
    WITHHELD_CODE,
    AppliedCorrection,
    Certainty,
    Cleaned,
    Correction,
    Edit,
    Entry,
    Flag,
    Hint,
    HintKind,
    Op,
    Operation,
    Origins,
    Piece,
    Safety,
)
from annals.model.contradictions import Cited, Judgement, Proposal, Saying, Unlike, Verdict
from annals.model.document import Document, Metadata
from annals.model.entities import (
    BODIES,
    ENTITY_TYPES,
    PLACES,
    RECURRING,
    AmbiguousForm,
    Entity,
    Mention,
    Occasion,
    Registry,
    Statement,
    Undecided,
    entity_path,
)
from annals.model.facts import Facts, Home, Licence, Series
from annals.model.figures import (
    Amount,
    Approximation,
    DatedEvent,
    FigureKind,
    Figures,
    PolicyDocument,
    Precision,
    Quantity,
    ToldBy,
)
from annals.model.files import record_file, text_file, yml_file
from annals.model.history import Commit, History
from annals.model.indicators import (
    INDICATORS,
    Comparable,
    Indicator,
    Measure,
    Point,
    ReadPoint,
    Spot,
    is_period,
    period_end,
)
from annals.model.merging import (
    Beside,
    Choice,
    Conflict,
    Earlier,
    EarlierPage,
    Goal,
    Hunk,
    KeptHead,
    Merged,
    Pages,
    Passage,
    RawMark,
    Side,
)
from annals.model.pages import (
    FIGURES,
    OTHER,
    OVERVIEW,
    RESERVED_FOLDERS,
    RESERVED_TITLES,
    SUBJECTS,
    DraftPage,
    Matter,
    PublishedPage,
    Review,
    Topic,
    Trust,
    further_name,
    is_reserved_page,
    renamed_topics,
    topic_path,
)
from annals.model.problem import Detail, Given, Phrase, Problem, ProblemError, Severity, few
from annals.model.report import Index, Mending, Report, by_year, missing_years, newest_first
from annals.model.site import (
    CAPTION,
    Edition,
    EntityLink,
    Mark,
    Marking,
    MarkKind,
    Mismatch,
    PageKind,
    Rendered,
    Settings,
    View,
    Voice,
    Withdrawal,
    Withheld,
)
from annals.model.source import Known, Leaf, PageMap, Source
