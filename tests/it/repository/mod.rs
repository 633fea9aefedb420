mod auto_traits;
mod bench_peers;
mod guide;
mod limits;
mod pages;
mod readme;
mod release;
