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
//! | [Examples](examples) | who would rather read a program |
//! | [In an editor](editor) | who types `#[apig(…)]` |
//! | [Troubleshooting](troubleshooting) | whose enum does not compile |
//! | [Versions](versions) | who updates, or pins |
//!
//! The keys of `#[apig(…)]` are at the [derive](derive@crate::ApigRetryable), the messages of the
//! compiler in [`errors_you_may_see`](crate::errors_you_may_see), the published tables in
//! [`catalog`](crate::catalog).

#[doc = include_str!("guide/getting_started.md")]
#[doc = "\n---\n\nNext: [Your HTTP client](crate::guide::clients)"]
pub mod getting_started {}

#[doc = include_str!("guide/clients.md")]
#[doc = "\n---\n\nPrevious: [From nothing to a service](crate::guide::getting_started) · Next: [Testing without a gateway](crate::guide::testing)"]
pub mod clients {}

#[doc = include_str!("guide/testing.md")]
#[doc = "\n---\n\nPrevious: [Your HTTP client](crate::guide::clients) · Next: [Overriding a verdict](crate::guide::overriding)"]
pub mod testing {}

#[doc = include_str!("guide/overriding.md")]
#[doc = "\n---\n\nPrevious: [Testing without a gateway](crate::guide::testing) · Next: [New and unlisted codes](crate::guide::new_codes)"]
pub mod overriding {}

#[doc = include_str!("guide/new_codes.md")]
#[doc = "\n---\n\nPrevious: [Overriding a verdict](crate::guide::overriding) · Next: [Siblings](crate::guide::siblings)"]
pub mod new_codes {}

#[doc = include_str!("guide/siblings.md")]
#[doc = "\n---\n\nPrevious: [New and unlisted codes](crate::guide::new_codes) · Next: [What the verdicts rest on](crate::guide::verdicts)"]
pub mod siblings {}

#[doc = include_str!("guide/verdicts.md")]
#[doc = "\n---\n\nPrevious: [Siblings](crate::guide::siblings) · Next: [Fleets](crate::guide::fleets)"]
pub mod verdicts {}

#[doc = include_str!("guide/fleets.md")]
#[doc = ""]
#[doc = include_str!("../docs/fleet.md")]
#[doc = include_str!("../docs/fleet.svg")]
#[doc = include_str!("guide/peers.md")]
#[doc = include_str!("../docs/peers.md")]
#[doc = include_str!("guide/held_out.md")]
#[doc = include_str!("../docs/held_out.md")]
#[doc = "\n---\n\nPrevious: [What the verdicts rest on](crate::guide::verdicts) · Next: [Renewal of credentials](crate::guide::credentials)"]
pub mod fleets {}

#[doc = include_str!("guide/credentials.md")]
#[doc = include_str!("../docs/tokens.md")]
#[doc = "\n---\n\nPrevious: [Fleets](crate::guide::fleets) · Next: [In a library](crate::guide::libraries)"]
pub mod credentials {}

#[doc = include_str!("guide/libraries.md")]
#[doc = "\n---\n\nPrevious: [Renewal of credentials](crate::guide::credentials) · Next: [Examples](crate::guide::examples)"]
pub mod libraries {}

#[doc = include_str!("guide/examples.md")]
#[doc = "\n---\n\nPrevious: [In a library](crate::guide::libraries) · Next: [In an editor](crate::guide::editor)"]
pub mod examples {}

#[doc = include_str!("guide/editor.md")]
#[doc = "\n---\n\nPrevious: [Examples](crate::guide::examples) · Next: [Troubleshooting](crate::guide::troubleshooting)"]
pub mod editor {}

#[doc = include_str!("guide/troubleshooting.md")]
#[doc = "\n---\n\nPrevious: [In an editor](crate::guide::editor) · Next: [Versions](crate::guide::versions)"]
pub mod troubleshooting {}

#[doc = include_str!("guide/versions.md")]
#[doc = "\n---\n\nPrevious: [Troubleshooting](crate::guide::troubleshooting)"]
pub mod versions {}
