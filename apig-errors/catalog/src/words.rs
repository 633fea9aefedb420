//! Enums of single words: their spelling in text, reading it back, and serde, from one declaration.

use core::{error::Error, fmt};

/// A string that names no value of an enum of words.
///
/// ```
/// # use apig_errors_catalog as apig_errors;
/// use apig_errors::Retry;
///
/// let error = "backoff".parse::<Retry>().unwrap_err();
/// assert_eq!(
///     error.to_string(),
///     "unknown `Retry`, expected one of `Never`, `Backoff`, `Throttled`, `Reauthenticate`",
/// );
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ParseNameError {
    enumeration: &'static str,
    names: &'static [&'static str],
}

impl ParseNameError {
    #[doc(hidden)]
    #[must_use]
    pub const fn new(enumeration: &'static str, names: &'static [&'static str]) -> Self {
        Self { enumeration, names }
    }

    /// Returns the names that are known, in the order of the enum's declaration.
    ///
    /// ```
    /// # use apig_errors_catalog as apig_errors;
    /// use apig_errors::Delivery;
    ///
    /// let error = "Perhaps".parse::<Delivery>().unwrap_err();
    /// assert_eq!(error.expected(), ["NotDelivered", "MaybeDelivered"]);
    /// ```
    #[must_use]
    pub const fn expected(&self) -> &'static [&'static str] {
        self.names
    }
}

impl fmt::Display for ParseNameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "unknown `{}`, expected one of ", self.enumeration)?;
        for (at, name) in self.names.iter().enumerate() {
            let separator = if at == 0 { "" } else { ", " };
            write!(f, "{separator}`{name}`")?;
        }
        Ok(())
    }
}

impl Error for ParseNameError {}

/// Declares an enum of single words, for this crate and for the runtime crate, which is named first
/// for the examples. A word is spelled as its variant, or as the string after it.
#[doc(hidden)]
#[macro_export]
macro_rules! __words {
    (
        $krate:literal
        $(#[$meta:meta])*
        pub enum $name:ident {
            $( $(#[$variant_meta:meta])* $variant:ident $(= $spelled:literal)?, )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $( $(#[$variant_meta])* $variant, )+
        }

        impl $name {
            /// Every value, in the order of declaration, which is the order of `Ord` too.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            const NAMES: &'static [&'static str] = &[$(Self::$variant.as_str()),+];

            /// Returns its spelling in text: a stable label for logs and metrics.
            ///
            /// ```
            #[doc = concat!("# use ", $krate, " as apig_errors;")]
            #[doc = concat!("use apig_errors::", stringify!($name), ";")]
            ///
            #[doc = concat!("for &value in ", stringify!($name), "::ALL {")]
            ///     assert_eq!(value.as_str(), value.to_string());
            ///     assert_eq!(value.as_str().parse(), Ok(value));
            /// }
            /// ```
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $crate::__words!(@spelled $variant $($spelled)?)),+
                }
            }
        }

        /// Writes what [`as_str`](Self::as_str) returns; width and alignment are respected.
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        /// Reads what [`as_str`](Self::as_str) returns, and nothing else.
        impl ::core::str::FromStr for $name {
            type Err = $crate::ParseNameError;

            fn from_str(name: &str) -> ::core::result::Result<Self, Self::Err> {
                match Self::NAMES.iter().position(|&known| known == name) {
                    Some(at) => Ok(Self::ALL[at]),
                    None => Err($crate::ParseNameError::new(stringify!($name), Self::NAMES)),
                }
            }
        }

        /// As the string of [`as_str`](Self::as_str), in every format.
        #[cfg(feature = "serde")]
        #[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
        impl ::serde_core::Serialize for $name {
            fn serialize<S: ::serde_core::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        /// From the string of [`as_str`](Self::as_str).
        #[cfg(feature = "serde")]
        #[cfg_attr(docsrs, doc(cfg(feature = "serde")))]
        impl<'de> ::serde_core::Deserialize<'de> for $name {
            fn deserialize<D: ::serde_core::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                use $crate::__private::serde::Name;

                let name = Name { what: stringify!($name), names: Self::NAMES };
                let at = ::serde_core::de::DeserializeSeed::deserialize(name, deserializer)?;
                Ok(Self::ALL[at])
            }
        }
    };
    (@spelled $variant:ident) => { stringify!($variant) };
    (@spelled $variant:ident $spelled:literal) => { $spelled };
}

#[doc(inline)]
pub use __words as words;

#[cfg(test)]
mod tests {
    use std::string::ToString as _;

    use crate::Delivery;

    #[test]
    fn what_is_no_name_is_reported_with_the_names() {
        let error = "Perhaps".parse::<Delivery>().unwrap_err();
        assert_eq!(error.expected(), ["NotDelivered", "MaybeDelivered"]);
        assert_eq!(
            error.to_string(),
            "unknown `Delivery`, expected one of `NotDelivered`, `MaybeDelivered`"
        );
    }
}
