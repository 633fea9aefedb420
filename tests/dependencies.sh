#!/usr/bin/env bash
# What users compile: the libraries alone pull in nothing, the default features only what is listed.
set -euo pipefail
cd "$(dirname "$0")/.."

tree() { cargo tree --edges normal --prefix none --format '{lib} {p}' "$@" | awk '{print $1}' | sort -u | tr '\n' ' '; }

expect() {
    local expected=$1 actual
    shift
    actual=$(tree "$@")
    if [ "$actual" != "$expected" ]; then
        printf 'cargo tree %s\nexpected: %s\nfound:    %s\n' "$*" "$expected" "$actual" >&2
        exit 1
    fi
    printf 'cargo tree %s: %s\n' "$*" "$actual"
}

expect "apig_errors_catalog " -p apig-errors-catalog
expect "apig_errors apig_errors_catalog " -p apig-errors --no-default-features
expect "apig_errors apig_errors_catalog apig_errors_derive proc_macro2 quote syn unicode_ident " -p apig-errors
