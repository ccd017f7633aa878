// What the build makes for the scripts.
declare module 'virtual:loader-style' {
  const css: string;
  export default css;
}
declare module 'virtual:panel-style' {
  const css: string;
  export default css;
}
declare module 'virtual:more-style' {
  const css: string;
  export default css;
}
declare module 'virtual:labels' {
  /** What the bubble is called, by language. */
  const labels: Record<string, string>;
  export default labels;
}
declare module 'virtual:panel' {
  /** The name of the panel's file. */
  const file: string;
  export default file;
}
