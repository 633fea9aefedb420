//! The guide: pages to read, no items. Their code is compiled and run as tests.
//!
//! | page | for whom |
//! | --- | --- |
//! | [From nothing to a service](getting_started) | who begins: ten minutes to a client that retries what may be retried |
//! | [Your HTTP client](clients) | who asks what to set: reqwest, ureq, hyper, others |
//! | [Testing without a gateway](testing) | who wants each failure in a test |
//! | [Overriding a verdict](overriding) | who knows better than the table |
//! | [New and unlisted codes](new_codes) | who meets a code that the table does not hold |
//! | [Siblings](siblings) | who calls Huawei's own services (`APIGW`) or ROMA Connect (`APIC`) |
//! | [What the verdicts rest on](verdicts) | who has to trust them |
//! | [Fleets](fleets) | who runs more than one instance |
//! | [Renewal of credentials](credentials) | whose tokens expire |
//! | [In a library](libraries) | who publishes an SDK |
//! | [Troubleshooting](troubleshooting) | whose enum does not compile |
//! | [Versions](versions) | who updates, or pins |
//!
//! The keys of `#[apig(…)]` are at the [derive](derive@crate::ApigRetryable), the messages of the
//! compiler in [`errors_you_may_see`](crate::errors_you_may_see), the published tables in
//! [`catalog`](crate::catalog).

#[doc = include_str!("guide/clients.md")]
pub mod clients {}

#[doc = include_str!("guide/credentials.md")]
#[doc = include_str!("../docs/tokens.md")]
pub mod credentials {}

#[doc = include_str!("guide/fleets.md")]
#[doc = ""]
#[doc = include_str!("../docs/fleet.md")]
#[doc = include_str!("../docs/fleet.svg")]
#[doc = include_str!("guide/peers.md")]
#[doc = include_str!("../docs/peers.md")]
pub mod fleets {}

#[doc = include_str!("guide/getting_started.md")]
pub mod getting_started {}

#[doc = include_str!("guide/libraries.md")]
pub mod libraries {}

#[doc = include_str!("guide/new_codes.md")]
pub mod new_codes {}

#[doc = include_str!("guide/overriding.md")]
pub mod overriding {}

#[doc = include_str!("guide/siblings.md")]
pub mod siblings {}

#[doc = include_str!("guide/testing.md")]
pub mod testing {}

#[doc = include_str!("guide/troubleshooting.md")]
pub mod troubleshooting {}

#[doc = include_str!("guide/verdicts.md")]
pub mod verdicts {}

#[doc = include_str!("guide/versions.md")]
pub mod versions {}
