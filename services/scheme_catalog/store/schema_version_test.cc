#include "common/changelog/schema_versions.h"
#include "gtest/gtest.h"
#include "services/scheme_catalog/store/catalog_tables.h"

namespace sangam::scheme_catalog {
namespace {

TEST(SchemaVersionTest, BackupsKnowTheNewestSchema) {
  EXPECT_EQ(KnownSchemaVersions().at("scheme_catalog"),
            CatalogMigrations(CatalogTables()).back().number)
      << "raise it in common/changelog/schema_versions.cc";
}

}  // namespace
}  // namespace sangam::scheme_catalog
