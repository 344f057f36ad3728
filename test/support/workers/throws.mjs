// A worker whose script cannot be run.
throw new Error("no such kernel");
