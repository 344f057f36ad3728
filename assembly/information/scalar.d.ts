/** −log p, in units of log base; base 0 stands for nats. */
export declare function selfInformation(p: f64, base: f64): f64;
/** −p·log p − (1 − p)·log(1 − p). */
export declare function binaryEntropy(p: f64, base: f64): f64;
