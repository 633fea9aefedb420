//! What every phase stands on.

pub(crate) use super::{
    claim::{ClaimedCode, CodeClaim, Mention, Outcome, Pair, VerdictSource},
    diagnostic::{
        Diagnostics, Message, Partial, Place, Reported, Result, SpanRange, ToSpanRange, list,
        message, quoted_list,
    },
    entry::{Entries, Entry, Value},
    keys::{self, EnumKey, FieldKey, Key, Read, RoleKey, Spec, StructKey, Target, VariantKey},
    model::{Enum, Exhaustive, Field, Options, Role, Variant},
    table::{self, constant_name, gloss},
    tokens::{
        cut, dense_snippet, escaped, flatten_groups, if_macro, is_punct, list_snippet, snippet,
        snippet_of, split_list, string_value, unraw, without_spaces,
    },
    types::{bare, is_apig_error, is_boxed, is_parameter, parameter_in},
};
