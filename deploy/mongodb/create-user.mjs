/* global db */
// Run by the image of MongoDB at the first start: the services get a user that may read and write their database and nothing else.
const { MONGO_DATABASE: database, MONGO_PASSWORD: pwd } = process.env;
db.getSiblingDB(database).createUser({ user: 'courant', pwd, roles: [{ role: 'readWrite', db: database }] });
