// Starts the desk in the reader's language.
import { mount } from 'svelte';

import './style/font.css';
import '../../shared/tokens.css';
import './style/desk.css';
import App from './App.svelte';
import { language, preferredLocale } from './lib/i18n.svelte';

const chosen = localStorage.getItem('lotse.locale');
await language.choose(preferredLocale(chosen, navigator.languages));
mount(App, { target: document.getElementById('desk')! });
