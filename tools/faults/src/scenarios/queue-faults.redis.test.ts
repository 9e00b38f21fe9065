import { startRedis } from '../servers/redis-server.js';
import { testQueueFaults } from './queue-faults.support.test.js';

testQueueFaults(startRedis);
