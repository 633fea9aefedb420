mod policy;
mod simulation;
