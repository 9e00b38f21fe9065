import { startPostgres } from '../servers/postgres-server.js';
import { testQueueFaults } from './queue-faults.support.test.js';

testQueueFaults(startPostgres);
