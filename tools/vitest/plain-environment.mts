/**
 * @file Runs before each test file: what a test starts must behave as for a user, whoever started the tests.
 *
 * Nx asks every program for colours, which would end up in output that tests read.
 */
delete process.env['FORCE_COLOR'];
