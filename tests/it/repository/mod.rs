mod auto_traits;
mod bench_peers;
pub(crate) mod figures;
mod guide;
mod limits;
mod pages;
mod readme;
mod release;
