//! What every phase stands on.

pub(crate) use super::{
    diagnostic::{
        Diagnostics, Message, Partial, Reported, Result, SpanRange, ToSpanRange, list, message,
        quoted_list,
    },
    entry::{Entries, Entry, Value},
    keys::{self, EnumKey, FieldKey, Key, Read, RoleKey, Target, VariantKey},
    model::{
        ClaimedCode, CodeClaim, Enum, Exhaustive, Field, Mention, Options, Outcome, Pair, Role,
        Variant, VerdictSource,
    },
    table::{self, constant_name, gloss},
    tokens::{
        escaped, flatten_groups, is_punct, list_snippet, snippet, snippet_of, split_list,
        string_value, unraw, without_spaces,
    },
    types::{bare, is_apig_error, is_boxed},
};
