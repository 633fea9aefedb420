# Everything has a plain command behind it: `just --list` shows them, none needs just.

# All that has to hold before a change lands.
ci:
    bash .ci/run

# The tests, as the README gives them.
test:
    cargo test --workspace --all-features

# Writes every file that a test compares: read the difference before you commit it. What is made of a file that
# was written by the same run, or compiled from it, is right after the next one.
bless:
    BLESS=1 cargo test --workspace --all-features --no-fail-fast

# What the public interface is; needs a nightly and cargo-public-api.
bless-api:
    BLESS=1 .ci/public-api

# Whether a test fails where the code is changed; needs cargo-mutants.
mutants:
    .ci/mutants

# How many lines the tests run; needs cargo-llvm-cov.
coverage:
    .ci/coverage

# Hostile input, ten minutes for each target; needs a nightly and cargo-fuzz.
fuzz:
    .ci/fuzz
