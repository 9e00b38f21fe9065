import { mount } from 'svelte';
import App from './app/app.svelte';
import { keepForOffline } from './offline/register.js';
import './app/page.css';

mount(App, { target: document.getElementById('app')! });
keepForOffline();
