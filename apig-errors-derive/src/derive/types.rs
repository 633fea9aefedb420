//! What the type of a field looks like; what it is, only the compiler knows.

use syn::{GenericArgument, Generics, PathArguments, Type};

/// Whether this is `ApigError`, by itself or in a module of this crate's name; another crate may have one
/// too.
pub(crate) fn is_apig_error(ty: &Type) -> bool {
    let Type::Path(path) = ty else { return false };
    let mut segments = path.path.segments.iter().rev();
    segments.next().is_some_and(|last| last.ident == "ApigError")
        && segments.next().is_none_or(|module| module.ident == "apig_errors")
}

/// Whether this is one of the type parameters, by itself.
pub(crate) fn is_parameter(ty: &Type, generics: &Generics) -> bool {
    let Type::Path(path) = ty else { return false };
    generics.type_params().any(|param| path.path.is_ident(&param.ident))
}

/// The type parameter that is this type, or the only argument of it: `T`, `&T`, `Option<Box<T>>`. Not what a trait
/// makes of one, `T::Error`, which may be any type.
pub(crate) fn parameter_in<'t>(ty: &'t Type, generics: &Generics) -> Option<&'t Type> {
    match ty {
        Type::Reference(reference) => parameter_in(bare(&reference.elem), generics),
        _ if is_parameter(ty, generics) => Some(ty),
        _ => parameter_in(argument(ty)?.1, generics),
    }
}

/// Whether this is a `Box<…>`.
pub(crate) fn is_boxed(ty: &Type) -> bool {
    argument(ty).is_some_and(|(pointer, _)| pointer == "Box")
}

/// What a `Box<…>` or an `Arc<…>` points to.
pub(crate) fn pointee(ty: &Type) -> Option<&Type> {
    let (pointer, inner) = argument(ty)?;
    (pointer == "Box" || pointer == "Arc").then_some(inner)
}

/// The last name of a path, and its one argument.
fn argument(ty: &Type) -> Option<(String, &Type)> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    let PathArguments::AngleBracketed(of) = &last.arguments else { return None };
    match of.args.first() {
        Some(GenericArgument::Type(inner)) if of.args.len() == 1 => {
            Some((last.ident.to_string(), bare(inner)))
        }
        _ => None,
    }
}

/// Removes the invisible groups that `macro_rules!` puts around a `$t:ty`, and parentheses.
pub(crate) fn bare(mut ty: &Type) -> &Type {
    loop {
        ty = match ty {
            Type::Group(group) => &group.elem,
            Type::Paren(paren) => &paren.elem,
            _ => return ty,
        };
    }
}
