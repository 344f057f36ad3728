/** The build deflates the binary and turns it into base64 text. */
declare module "*.wasm" {
  const deflated: string;
  export default deflated;
}
