#!/usr/bin/env node
/** `npx courant <command>`: makes the build current and runs the command line. */
import { runBuilt } from '../newsroom/run-built.mjs';

runBuilt('apps/operations/src/cli/main.js', process.argv.slice(2));
