//! An enum of 64 variants and a fallback, derived and by hand. Written by the test `bench_peers`.

use apig_errors::{ApigError, ApigRetryable, Delivery, Family, Retry, Verdict};

#[derive(ApigRetryable)]
pub(crate) enum Derived {
    #[apig(code = "APIG.0101")]
    C0101,
    #[apig(code = "APIG.0103")]
    C0103,
    #[apig(code = "APIG.0104")]
    C0104,
    #[apig(code = "APIG.0105")]
    C0105,
    #[apig(code = "APIG.0106")]
    C0106,
    #[apig(code = "APIG.0107")]
    C0107,
    #[apig(code = "APIG.0201", status = any)]
    C0201(#[apig(error)] ApigError),
    #[apig(code = "APIG.0202")]
    C0202,
    #[apig(code = "APIG.0203")]
    C0203,
    #[apig(code = "APIG.0204")]
    C0204,
    #[apig(code = "APIG.0205")]
    C0205,
    #[apig(code = "APIG.0301")]
    C0301,
    #[apig(code = "APIG.0302")]
    C0302,
    #[apig(code = "APIG.0303")]
    C0303,
    #[apig(code = "APIG.0304")]
    C0304,
    #[apig(code = "APIG.0305")]
    C0305,
    #[apig(code = "APIG.0306")]
    C0306,
    #[apig(code = "APIG.0307")]
    C0307,
    #[apig(code = "APIG.0308")]
    C0308,
    #[apig(code = "APIG.0310")]
    C0310,
    #[apig(code = "APIG.0311")]
    C0311,
    #[apig(code = "APIG.0312")]
    C0312,
    #[apig(code = "APIG.0313")]
    C0313,
    #[apig(code = "APIG.0314")]
    C0314,
    #[apig(code = "APIG.0401")]
    C0401,
    #[apig(code = "APIG.0402")]
    C0402,
    #[apig(code = "APIG.0404")]
    C0404,
    #[apig(code = "APIG.0405")]
    C0405,
    #[apig(code = "APIG.0501")]
    C0501,
    #[apig(code = "APIG.0502")]
    C0502,
    #[apig(code = "APIG.0601")]
    C0601,
    #[apig(code = "APIG.0602")]
    C0602,
    #[apig(code = "APIG.0605")]
    C0605,
    #[apig(code = "APIG.0606")]
    C0606,
    #[apig(code = "APIG.0607")]
    C0607,
    #[apig(code = "APIG.0608")]
    C0608,
    #[apig(code = "APIG.0609")]
    C0609,
    #[apig(code = "APIG.0610")]
    C0610,
    #[apig(code = "APIG.0611")]
    C0611,
    #[apig(code = "APIG.0612")]
    C0612,
    #[apig(code = "APIG.0613")]
    C0613,
    #[apig(code = "APIG.0615")]
    C0615,
    #[apig(code = "APIG.0616")]
    C0616,
    #[apig(code = "APIG.0617")]
    C0617,
    #[apig(code = "APIG.0705")]
    C0705,
    #[apig(code = "APIG.0802")]
    C0802,
    #[apig(code = "APIG.2102")]
    C2102,
    #[apig(code = "APIG.2201")]
    C2201,
    #[apig(code = "APIG.2202")]
    C2202,
    #[apig(code = "APIG.2203")]
    C2203,
    #[apig(code = "APIG.2204")]
    C2204,
    #[apig(code = "APIG.2205")]
    C2205,
    #[apig(code = "APIG.2206")]
    C2206,
    #[apig(code = "APIG.2208")]
    C2208,
    #[apig(code = "APIG.2209")]
    C2209,
    #[apig(code = "APIG.2210")]
    C2210,
    #[apig(code = "APIG.2211")]
    C2211,
    #[apig(code = "APIG.2212")]
    C2212,
    #[apig(code = "APIG.2213")]
    C2213,
    #[apig(code = "APIG.1001")]
    C1001,
    #[apig(code = "APIG.1002")]
    C1002,
    #[apig(code = "APIG.1003")]
    C1003,
    #[apig(code = "APIG.1004")]
    C1004,
    #[apig(code = "APIG.1009")]
    C1009,
    #[apig(fallback)]
    Other(ApigError),
}

pub(crate) enum ByHand {
    C0101,
    C0103,
    C0104,
    C0105,
    C0106,
    C0107,
    C0201(ApigError),
    C0202,
    C0203,
    C0204,
    C0205,
    C0301,
    C0302,
    C0303,
    C0304,
    C0305,
    C0306,
    C0307,
    C0308,
    C0310,
    C0311,
    C0312,
    C0313,
    C0314,
    C0401,
    C0402,
    C0404,
    C0405,
    C0501,
    C0502,
    C0601,
    C0602,
    C0605,
    C0606,
    C0607,
    C0608,
    C0609,
    C0610,
    C0611,
    C0612,
    C0613,
    C0615,
    C0616,
    C0617,
    C0705,
    C0802,
    C2102,
    C2201,
    C2202,
    C2203,
    C2204,
    C2205,
    C2206,
    C2208,
    C2209,
    C2210,
    C2211,
    C2212,
    C2213,
    C1001,
    C1002,
    C1003,
    C1004,
    C1009,
    Other(ApigError),
}

impl From<ApigError> for ByHand {
    fn from(error: ApigError) -> Self {
        let Some(code) = error.code().filter(|code| code.family() == Family::Apig) else {
            return Self::Other(error);
        };
        match code.number() {
            101 => Self::C0101,
            103 => Self::C0103,
            104 => Self::C0104,
            105 => Self::C0105,
            106 => Self::C0106,
            107 => Self::C0107,
            201 => Self::C0201(error),
            202 => Self::C0202,
            203 => Self::C0203,
            204 => Self::C0204,
            205 => Self::C0205,
            301 => Self::C0301,
            302 => Self::C0302,
            303 => Self::C0303,
            304 => Self::C0304,
            305 => Self::C0305,
            306 => Self::C0306,
            307 => Self::C0307,
            308 => Self::C0308,
            310 => Self::C0310,
            311 => Self::C0311,
            312 => Self::C0312,
            313 => Self::C0313,
            314 => Self::C0314,
            401 => Self::C0401,
            402 => Self::C0402,
            404 => Self::C0404,
            405 => Self::C0405,
            501 => Self::C0501,
            502 => Self::C0502,
            601 => Self::C0601,
            602 => Self::C0602,
            605 => Self::C0605,
            606 => Self::C0606,
            607 => Self::C0607,
            608 => Self::C0608,
            609 => Self::C0609,
            610 => Self::C0610,
            611 => Self::C0611,
            612 => Self::C0612,
            613 => Self::C0613,
            615 => Self::C0615,
            616 => Self::C0616,
            617 => Self::C0617,
            705 => Self::C0705,
            802 => Self::C0802,
            2102 => Self::C2102,
            2201 => Self::C2201,
            2202 => Self::C2202,
            2203 => Self::C2203,
            2204 => Self::C2204,
            2205 => Self::C2205,
            2206 => Self::C2206,
            2208 => Self::C2208,
            2209 => Self::C2209,
            2210 => Self::C2210,
            2211 => Self::C2211,
            2212 => Self::C2212,
            2213 => Self::C2213,
            1001 => Self::C1001,
            1002 => Self::C1002,
            1003 => Self::C1003,
            1004 => Self::C1004,
            1009 => Self::C1009,
            _ => Self::Other(error),
        }
    }
}

// One line a variant, as people write it.
#[allow(clippy::match_same_arms)]
impl ByHand {
    pub(crate) fn verdict(&self) -> Verdict {
        match self {
            Self::C0101 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C0103 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C0104 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C0105 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C0106 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C0107 => Verdict::new(Retry::Never, Delivery::MaybeDelivered),
            Self::C0201(error) => error.verdict(),
            Self::C0202 => Verdict::new(Retry::Backoff, Delivery::MaybeDelivered),
            Self::C0203 => Verdict::new(Retry::Backoff, Delivery::MaybeDelivered),
            Self::C0204 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C0205 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C0301 => Verdict::new(Retry::Reauthenticate, Delivery::NotDelivered),
            Self::C0302 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C0303 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C0304 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C0305 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C0306 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C0307 => Verdict::new(Retry::Reauthenticate, Delivery::NotDelivered),
            Self::C0308 => Verdict::new(Retry::Throttled, Delivery::NotDelivered),
            Self::C0310 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C0311 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C0312 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C0313 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C0314 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C0401 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C0402 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C0404 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C0405 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C0501 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C0502 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C0601 => Verdict::new(Retry::Backoff, Delivery::MaybeDelivered),
            Self::C0602 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C0605 => Verdict::new(Retry::Backoff, Delivery::MaybeDelivered),
            Self::C0606 => Verdict::new(Retry::Backoff, Delivery::NotDelivered),
            Self::C0607 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C0608 => Verdict::new(Retry::Backoff, Delivery::NotDelivered),
            Self::C0609 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C0610 => Verdict::new(Retry::Backoff, Delivery::MaybeDelivered),
            Self::C0611 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C0612 => Verdict::new(Retry::Never, Delivery::MaybeDelivered),
            Self::C0613 => Verdict::new(Retry::Backoff, Delivery::NotDelivered),
            Self::C0615 => Verdict::new(Retry::Backoff, Delivery::NotDelivered),
            Self::C0616 => Verdict::new(Retry::Backoff, Delivery::NotDelivered),
            Self::C0617 => Verdict::new(Retry::Backoff, Delivery::NotDelivered),
            Self::C0705 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C0802 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C2102 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C2201 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C2202 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C2203 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C2204 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C2205 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C2206 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C2208 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C2209 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C2210 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C2211 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C2212 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C2213 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C1001 => Verdict::new(Retry::Reauthenticate, Delivery::NotDelivered),
            Self::C1002 => Verdict::new(Retry::Reauthenticate, Delivery::NotDelivered),
            Self::C1003 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C1004 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::C1009 => Verdict::new(Retry::Never, Delivery::NotDelivered),
            Self::Other(error) => error.verdict(),
        }
    }
}
