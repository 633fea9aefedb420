//! Every public type is `Send` and `Sync` where what it is made of is: said here once, instead of on two lines for
//! each type in the snapshots of the public interface.

use std::fs;

use apig_errors::{coverage::*, reqwest_middleware_0_5::*, tower_0_5::*, *};

/// Asserts it of each type, and gives the names.
macro_rules! names_of_send_and_sync {
    ($($name:ident $(<$($argument:tt),+>)?),+ $(,)?) => {{
        fn assert<T: Send + Sync>() {}
        $( assert::<$name $(<$($argument),+>)?>(); )+
        [$(stringify!($name)),+]
    }};
}

#[test]
fn every_public_type_is_send_and_sync() {
    let mut held = names_of_send_and_sync![
        Actor,
        ApigError,
        Attempts<'static, (), ApigError>,
        Basis,
        Call<'static, ApigError>,
        Claim,
        Code,
        Coverage,
        CoveredPair,
        CoveredVariant,
        Credential<String>,
        Delivery,
        Enter,
        Erased,
        ErrorBody<'static>,
        Family,
        Found<'static>,
        Gate,
        GaveUp<ApigError>,
        Handler,
        Idempotency,
        Lease<String>,
        Mapping,
        NotRenewed<ApigError>,
        ParseCodeError,
        ParseNameError,
        Pass<'static>,
        Renewing<'static, String, ()>,
        Retry,
        RetryBudget,
        RetryLayer<()>,
        RetryMiddleware,
        RetryPolicy,
        RetryService<(), ()>,
        RetryState,
        Row,
        Step,
        StopReason,
        Table,
        Throttle,
        ThrottleScope,
        Turn,
        Verdict,
    ];
    held.sort_unstable();
    let mut public = Vec::new();
    for snapshot in ["../apig-errors/public-api.txt", "../apig-errors/catalog/public-api.txt"] {
        let snapshot = fs::read_to_string(snapshot).expect("the snapshot is there");
        for line in snapshot.lines() {
            let kinds = ["pub struct ", "pub enum "];
            let Some((_, path)) = kinds.iter().find_map(|kind| line.split_once(kind)) else {
                continue;
            };
            let path = path.split(['<', '(']).next().unwrap_or_default();
            public.push(path.rsplit("::").next().unwrap_or_default().to_owned());
        }
    }
    public.sort_unstable();
    assert_eq!(held.as_slice(), public);
}
