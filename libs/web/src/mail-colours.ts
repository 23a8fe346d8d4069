/** Colours of the pages (styles/tokens.css) for mails, whose readers know no custom properties; light and dark. */
export const MAIL_COLOURS = {
  light: {
    paper: '#f4f2ec',
    surface: '#ffffff',
    ink: '#1d1c1a',
    quiet: '#5a564e',
    line: '#e0dcd1',
    accent: '#0d5a66',
    onAccent: '#ffffff',
  },
  dark: { paper: '#161716', surface: '#1e201f', ink: '#eceae4', quiet: '#b5b1a7', line: '#353836', accent: '#83c9d2' },
} as const;
