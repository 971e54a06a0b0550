#include "common/changelog/schema_versions.h"
#include "gtest/gtest.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {
namespace {

TEST(SchemaVersionTest, BackupsKnowTheNewestSchema) {
  EXPECT_EQ(KnownSchemaVersions().at(kStoreName),
            RegistryMigrations({}).back().number)
      << "raise it in common/changelog/schema_versions.cc";
}

}  // namespace
}  // namespace sangam::registry
