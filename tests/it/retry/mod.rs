mod cost;
mod credential;
mod driver;
mod gate;
mod policy;
mod simulation;
mod threshold;
