import { startPostgres } from '../servers/postgres-server.js';
import { testSilentServer } from './silent-server.support.test.js';

testSilentServer(startPostgres);
