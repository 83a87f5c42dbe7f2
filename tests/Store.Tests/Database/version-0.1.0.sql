-- The database of version 0.1.0 as its server made it: schema, history of migrations, one series, one finished simulation, one link.
BEGIN TRANSACTION;
CREATE TABLE "Curves" (
    "JobId" TEXT NOT NULL,
    "First" INTEGER NOT NULL,
    "Points" BLOB NOT NULL,
    CONSTRAINT "PK_Curves" PRIMARY KEY ("JobId", "First"),
    CONSTRAINT "FK_Curves_Jobs_JobId" FOREIGN KEY ("JobId") REFERENCES "Jobs" ("Id") ON DELETE CASCADE
);
CREATE TABLE "Jobs" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Jobs" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "Target" TEXT NOT NULL,
    "Strategy" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "Reason" TEXT NULL,
    "Epoch" INTEGER NOT NULL,
    "Attempt" INTEGER NOT NULL,
    "CrashesInARow" INTEGER NOT NULL,
    "SpecJson" TEXT NOT NULL,
    "SpecHash" TEXT NOT NULL,
    "Device" TEXT NOT NULL,
    "IsDemo" INTEGER NOT NULL,
    "IsSynthetic" INTEGER NOT NULL,
    "StagesJson" TEXT NOT NULL,
    "Created" INTEGER NOT NULL,
    "Started" INTEGER NULL,
    "Ended" INTEGER NULL,
    "Deleted" INTEGER NULL
, "SeriesJson" TEXT NULL);
INSERT INTO "Jobs" VALUES('91b8e8f42f438ed7','Demo: GAN forecasts → PPO on a synthetic market','DEMO','agent (ppo)','Succeeded',NULL,1,1,0,'{
  "version": 1,
  "name": "Demo: GAN forecasts \u2192 PPO on a synthetic market",
  "seed": 1719,
  "data": {
    "target": "DEMO",
    "related": [
      "DEMO_INDEX",
      "DEMO_PEER",
      "DEMO_GOLD",
      "DEMO_ASIA",
      "DEMO_NEWS"
    ],
    "from": null,
    "to": null
  },
  "split": {
    "trainFraction": 0.6,
    "validationFraction": 0.1,
    "embargoBars": 17
  },
  "features": [
    {
      "kind": "returns",
      "lagsBars": [
        1,
        5,
        20
      ]
    },
    {
      "kind": "indicator",
      "name": "macd",
      "windowBars": null
    },
    {
      "kind": "indicator",
      "name": "rsi",
      "windowBars": null
    },
    {
      "kind": "indicator",
      "name": "bollinger",
      "windowBars": null
    },
    {
      "kind": "relatedReturns"
    },
    {
      "kind": "fourierTrend",
      "components": 3,
      "windowBars": 128
    }
  ],
  "forecaster": {
    "kind": "gan",
    "hidden": 16,
    "noiseDimensions": 8,
    "criticChannels": 16,
    "epochs": 40,
    "batchSize": 64,
    "criticSteps": 5,
    "gradientPenalty": 10,
    "crpsWeight": 1,
    "learningRateMin": 0.0001,
    "learningRateMax": 0.001,
    "patienceEpochs": 15,
    "samples": 100,
    "trainFolds": 1,
    "windowBars": 17,
    "horizonBars": 1
  },
  "strategy": {
    "kind": "agent",
    "agent": {
      "kind": "ppo",
      "hidden": 32,
      "environments": 16,
      "rolloutSteps": 128,
      "epochs": 4,
      "minibatchSize": 256,
      "learningRate": 0.0003,
      "gamma": 0.9,
      "gaeLambda": 0.8,
      "clipRange": 0.2,
      "entropyWeight": 0.01,
      "episodeBars": 128,
      "costFraction": 0.0011,
      "seeds": 2,
      "steps": 60000
    }
  },
  "execution": {
    "fill": "nextOpen",
    "commissionRate": 0.001,
    "slippageBps": 1,
    "leverage": 1,
    "allowShort": true,
    "fractionalUnits": false
  },
  "capital": {
    "amount": 100000,
    "currency": "USD"
  }
}','2ca71b6ddf899e7846f201421cdcfa2baa160318e4dc31a5723de8e2eccb42d3','cpu',1,1,'[{"stage":"Data","state":"Done","fraction":1,"doing":"","seconds":0.3854659,"fromCache":false},{"stage":"Features","state":"Done","fraction":1,"doing":"","seconds":1.7311658,"fromCache":false},{"stage":"Forecaster","state":"Done","fraction":1,"doing":"","seconds":302.0199453,"fromCache":false},{"stage":"Agent","state":"Done","fraction":1,"doing":"","seconds":28.1389069,"fromCache":false},{"stage":"Backtest","state":"Done","fraction":1,"doing":"","seconds":1.5138788,"fromCache":false},{"stage":"Report","state":"Done","fraction":1,"doing":"","seconds":6.3348151,"fromCache":false}]',639315114822570925,639315114830008261,639315118618924559,NULL,'{"DEMO":"45f909f600cb0b9de96ad6f779c449e20a6ecf6f691fd050eed2fa77b1005ba5","DEMO_ASIA":"e87003b7f160c7315ea14c3b33027b7dc146fd30f815fa1f0b3e6f147bab1b55","DEMO_GOLD":"082980fbbf92be9c8cc72d237392779b56ba3c869ab1291ffe3c4f3496aff898","DEMO_INDEX":"c14faed1646cb7d131a9c30973757268c3a7c76df45b6ce94cfae6c2cbcc932d","DEMO_NEWS":"950c870288725f91885b777a53a8a57bfe94a7d389f273dd06e02e6afcb118ed","DEMO_PEER":"5351efb095430f2e9b4414aa7abf05be2207605f0c8c74c8145ff120243c5593"}');
CREATE TABLE "Links" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Links" PRIMARY KEY AUTOINCREMENT,
    "JobId" TEXT NOT NULL,
    "TokenHash" BLOB NOT NULL,
    "Created" INTEGER NOT NULL,
    "Expires" INTEGER NULL,
    "Revoked" INTEGER NULL,
    "Views" INTEGER NOT NULL,
    CONSTRAINT "FK_Links_Jobs_JobId" FOREIGN KEY ("JobId") REFERENCES "Jobs" ("Id") ON DELETE CASCADE
);
CREATE TABLE "Results" (
    "JobId" TEXT NOT NULL CONSTRAINT "PK_Results" PRIMARY KEY,
    "BlobHash" TEXT NOT NULL,
    "ResultHash" TEXT NOT NULL,
    "ReturnFraction" REAL NULL,
    "BenchmarkReturnFraction" REAL NULL,
    "Sharpe" REAL NULL,
    "Sentence" TEXT NOT NULL,
    "Device" TEXT NOT NULL,
    "CodeVersion" TEXT NOT NULL,
    "Stored" INTEGER NOT NULL,
    CONSTRAINT "FK_Results_Jobs_JobId" FOREIGN KEY ("JobId") REFERENCES "Jobs" ("Id") ON DELETE CASCADE
);
INSERT INTO "Results" VALUES('91b8e8f42f438ed7','9a252eb22265b3e14dc6d99b3c50285a1dc04a5aba9a47c30b771a17be2a0162','1e5a3b4ae2e588087dba62abb0d1c48c6cd76ebd2720704d5873516210a8d6d8',-0.668832634027688,-3.31444861442099836246e-01,-1.75005053357395179425e+00,'On synthetic data, from Aug 2015 to Jan 2018 the PPO on GAN forecasts lost 66.9 % after costs against a loss of 33.1 % for buy-and-hold; with 1 trial and 2 seeds this is no evidence of skill, and it says nothing about real markets. Its forecasts could not be told from a random walk.','cpu','8cd5403dfc90',639315118618928039);
INSERT INTO "Links" VALUES(1,'91b8e8f42f438ed7',X'00112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDDEEFF',639000000000000000,NULL,NULL,3);
CREATE TABLE "Searches" (
    "Id" TEXT NOT NULL CONSTRAINT "PK_Searches" PRIMARY KEY,
    "Name" TEXT NOT NULL,
    "Target" TEXT NOT NULL,
    "Method" TEXT NOT NULL,
    "State" TEXT NOT NULL,
    "Reason" TEXT NULL,
    "Attempt" INTEGER NOT NULL,
    "RequestJson" TEXT NOT NULL,
    "SeriesJson" TEXT NOT NULL,
    "IsSynthetic" INTEGER NOT NULL,
    "EarlierTrials" INTEGER NOT NULL,
    "Runs" INTEGER NOT NULL,
    "FigureKey" TEXT NULL,
    "Figure" REAL NULL,
    "Sentence" TEXT NULL,
    "BlobHash" TEXT NULL,
    "Created" INTEGER NOT NULL,
    "Started" INTEGER NULL,
    "Ended" INTEGER NULL,
    "Deleted" INTEGER NULL
);
CREATE TABLE "Series" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK_Series" PRIMARY KEY AUTOINCREMENT,
    "Symbol" TEXT COLLATE NOCASE NOT NULL,
    "ContentHash" TEXT NOT NULL,
    "Bars" INTEGER NOT NULL,
    "From" INTEGER NOT NULL,
    "To" INTEGER NOT NULL,
    "Calendar" TEXT NOT NULL,
    "Interval" TEXT NOT NULL,
    "Kind" TEXT NOT NULL,
    "HasOhlc" INTEGER NOT NULL,
    "IsSynthetic" INTEGER NOT NULL,
    "SourceName" TEXT NOT NULL,
    "QualityJson" TEXT NOT NULL,
    "QualityFindings" INTEGER NOT NULL,
    "Imported" INTEGER NOT NULL,
    "Deleted" INTEGER NULL
);
INSERT INTO "Series" VALUES(1,'DEMO','45f909f600cb0b9de96ad6f779c449e20a6ecf6f691fd050eed2fa77b1005ba5',2016,633982356000000000,636506964000000000,'nyse','1 day','Price',1,1,'built-in demo market (synthetic)','{"symbol":"DEMO","calendar":"nyse","bars":2016,"from":"2010-01-04","to":"2018-01-04","rowsAreFileLines":false,"findings":[]}',0,639315114808781981,NULL);
CREATE TABLE "Settings" (
    "Key" TEXT NOT NULL CONSTRAINT "PK_Settings" PRIMARY KEY,
    "Value" TEXT NOT NULL
);
INSERT INTO "Settings" VALUES('firstStart','done');
CREATE TABLE "__EFMigrationsHistory" (
    "MigrationId" TEXT NOT NULL CONSTRAINT "PK___EFMigrationsHistory" PRIMARY KEY,
    "ProductVersion" TEXT NOT NULL
);
INSERT INTO "__EFMigrationsHistory" VALUES('20261120000100_SeriesAndJobs','10.0.14');
INSERT INTO "__EFMigrationsHistory" VALUES('20261120000200_Links','10.0.14');
INSERT INTO "__EFMigrationsHistory" VALUES('20261121000300_JobSeries','10.0.14');
INSERT INTO "__EFMigrationsHistory" VALUES('20261128000400_Searches','10.0.14');
CREATE TABLE "__EFMigrationsLock" (
    "Id" INTEGER NOT NULL CONSTRAINT "PK___EFMigrationsLock" PRIMARY KEY,
    "Timestamp" TEXT NOT NULL
);
CREATE UNIQUE INDEX "IX_Series_Symbol" ON "Series" ("Symbol");
CREATE INDEX "IX_Jobs_State" ON "Jobs" ("State");
CREATE INDEX "IX_Jobs_Created" ON "Jobs" ("Created");
CREATE INDEX "IX_Jobs_Target" ON "Jobs" ("Target");
CREATE UNIQUE INDEX "IX_Links_TokenHash" ON "Links" ("TokenHash");
CREATE INDEX "IX_Links_JobId" ON "Links" ("JobId");
CREATE INDEX "IX_Searches_State" ON "Searches" ("State");
CREATE INDEX "IX_Searches_Created" ON "Searches" ("Created");
COMMIT;
