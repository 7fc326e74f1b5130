import { serve } from '../src/contracts/serve.ts';
import type { ProjectKeeper } from '../src/contracts/projects.ts';
import { openProject } from './project/open-project.ts';
import { readDecisions } from './project/read-decisions.ts';
import { fingerprint, saveProject } from './project/save-project.ts';

const keeper: ProjectKeeper = { fingerprint, save: saveProject, open: openProject, decisions: readDecisions };
serve(keeper);
