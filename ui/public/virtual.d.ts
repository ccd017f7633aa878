// What the build makes for the scripts.
declare module 'virtual:styles' {
  const css: string;
  export default css;
}
declare module 'virtual:sentences' {
  const sentences: Record<string, Record<string, string>>;
  export default sentences;
}
