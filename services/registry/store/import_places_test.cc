// Places that come many at once.
#include "gmock/gmock.h"
#include "services/registry/store/entity_import_fixture.h"

namespace sangam::registry {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string PlaceRecord(const std::string& name, const std::string& kind,
                        const std::string& more = "") {
  return "entity { place { name: 'places/" + name + "' kind: PLACE_KIND_" +
         kind + " " + more + " } }";
}

class ImportPlacesTest : public EntityImportTest {
 protected:
  // "state, district", as lists and reports read them.
  std::string AreaOf(const std::string& place) {
    std::string area = "(not there)";
    EXPECT_TRUE(store_->changelog()
                    .Read([&](Snapshot& snapshot) {
                      sql::Statement row = snapshot.database().Prepare(
                          "SELECT state, district, title FROM places"
                          " WHERE key = ?",
                          place);
                      if (row.Next()) {
                        area = absl::StrCat(row.Text(0), ", ", row.Text(1));
                      }
                      return row.status();
                    })
                    .ok());
    return area;
  }

  // The names of the places above, the nearest first.
  std::vector<std::string> Above(const std::string& place) {
    const std::string enterprise = absl::StrCat("enterprises/at-", ++last_);
    EXPECT_TRUE(PutEnterprise(absl::StrCat("name: '", enterprise, "' place: '",
                                           place, "'"))
                    .ok());
    std::vector<std::string> names;
    const auto profile = Profile(enterprise);
    EXPECT_TRUE(profile.ok()) << profile.status();
    for (int i = 1; profile.ok() && i < profile->place_chain_size(); ++i) {
      names.push_back(profile->place_chain(i).place());
    }
    return names;
  }

 private:
  int last_ = 0;
};

TEST_F(ImportPlacesTest, AWholeDirectoryComesInAnyOrder) {
  EXPECT_EQ(
      Told(Import({
          PlaceRecord("v", "VILLAGE",
                      "title: 'V' revenue_parent: 'places/sd'"
                      " development_parent: 'places/gp'"),
          PlaceRecord("gp", "GRAM_PANCHAYAT", "development_parent: 'places/b'"),
          PlaceRecord("b", "BLOCK", "development_parent: 'places/d'"),
          PlaceRecord("ward", "VILLAGE", "urban_parent: 'places/town'"),
          PlaceRecord("town", "URBAN_LOCAL_BODY", "urban_parent: 'places/s'"),
          PlaceRecord("sd", "SUB_DISTRICT", "revenue_parent: 'places/d'"),
          PlaceRecord("d", "DISTRICT", "revenue_parent: 'places/s'"),
          PlaceRecord("s", "STATE"),
          PlaceRecord("alone", "VILLAGE"),
      })),
      "created 9, updated 0, unchanged 0");
  EXPECT_EQ(AreaOf("places/v"), "places/s, places/d");
  EXPECT_EQ(AreaOf("places/d"), "places/s, places/d");
  EXPECT_EQ(AreaOf("places/s"), "places/s, ");
  EXPECT_EQ(AreaOf("places/ward"), "places/s, ");
  EXPECT_EQ(AreaOf("places/alone"), ", ");
  EXPECT_THAT(Above("places/v"),
              ElementsAre("places/gp", "places/b", "places/sd", "places/d",
                          "places/s"));
  EXPECT_THAT(Above("places/alone"), IsEmpty());
  // Below those that are stored, in a later chunk.
  EXPECT_EQ(Told(Import({PlaceRecord("w", "VILLAGE",
                                     "revenue_parent: 'places/sd'"
                                     " development_parent: 'places/b'")})),
            "created 1, updated 0, unchanged 0");
  EXPECT_EQ(AreaOf("places/w"), "places/s, places/d");
  EXPECT_THAT(Above("places/w"),
              ElementsAre("places/b", "places/sd", "places/d", "places/s"));
}

TEST_F(ImportPlacesTest, EachFaultIsToldAndCostsNoOtherPlace) {
  const auto told = Import({
      PlaceRecord("s", "STATE"),
      PlaceRecord("d1", "DISTRICT", "revenue_parent: 'places/s'"),
      PlaceRecord("d2", "DISTRICT", "revenue_parent: 'places/s'"),
      PlaceRecord("b", "BLOCK", "development_parent: 'places/d1'"),
      PlaceRecord("sd", "SUB_DISTRICT", "revenue_parent: 'places/d2'"),
      // In two districts.
      PlaceRecord("both", "VILLAGE",
                  "revenue_parent: 'places/sd' development_parent: 'places/b'"),
      PlaceRecord("lost", "VILLAGE", "revenue_parent: 'places/nope'"),
      PlaceRecord("odd", "VILLAGE", "revenue_parent: 'places/s'"),
      // Of one that is at fault.
      PlaceRecord("gp", "GRAM_PANCHAYAT", "development_parent: 'places/sd'"),
      PlaceRecord("of-gp", "VILLAGE", "development_parent: 'places/gp'"),
      PlaceRecord("good", "VILLAGE", "revenue_parent: 'places/sd'"),
  });
  EXPECT_EQ(Told(told),
            "created 6, updated 0, unchanged 0, row 9: development_parent,"
            " row 6: revenue_parent, row 7: revenue_parent (missing),"
            " row 8: revenue_parent, row 10: development_parent (missing)");
  EXPECT_EQ(AreaOf("places/both"), "(not there)");
  EXPECT_EQ(AreaOf("places/good"), "places/s, places/d2");
}

TEST_F(ImportPlacesTest, PlacesThatMoveTakeAlongWhatLiesBelow) {
  Import({
      PlaceRecord("s", "STATE"),
      PlaceRecord("d1", "DISTRICT", "revenue_parent: 'places/s'"),
      PlaceRecord("d2", "DISTRICT", "revenue_parent: 'places/s'"),
      PlaceRecord("b", "BLOCK", "development_parent: 'places/d1'"),
      PlaceRecord("v", "VILLAGE", "development_parent: 'places/b'"),
  });
  EXPECT_EQ(AreaOf("places/v"), "places/s, places/d1");
  // The village is new below a block that moves in the same chunk.
  EXPECT_EQ(Told(Import({
                PlaceRecord("w", "VILLAGE", "development_parent: 'places/b'"),
                PlaceRecord("b", "BLOCK", "development_parent: 'places/d2'"),
                PlaceRecord("x", "BLOCK", "development_parent: 'places/d1'"),
            })),
            "created 2, updated 1, unchanged 0");
  EXPECT_EQ(AreaOf("places/b"), "places/s, places/d2");
  EXPECT_EQ(AreaOf("places/v"), "places/s, places/d2");
  EXPECT_EQ(AreaOf("places/w"), "places/s, places/d2");
  EXPECT_EQ(AreaOf("places/x"), "places/s, places/d1");
  // Another title moves nothing.
  EXPECT_EQ(Told(Import({PlaceRecord(
                "b", "BLOCK", "title: 'B' development_parent: 'places/d2'")})),
            "created 0, updated 1, unchanged 0");
  EXPECT_EQ(Place("places/b")->title(), "B");
  EXPECT_EQ(AreaOf("places/b"), "places/s, places/d2");
  EXPECT_THAT(Above("places/w"),
              ElementsAre("places/b", "places/d2", "places/s"));
}

TEST_F(ImportPlacesTest, ADryRunOfPlacesStoresNone) {
  const auto import = store_->ImportEntities();
  const auto first = import->Store(
      Chunk({PlaceRecord("d", "DISTRICT")}, "validate_only: true"));
  ASSERT_TRUE(first.ok());
  const auto second = import->Store(
      Chunk({PlaceRecord("b", "BLOCK", "development_parent: 'places/d'"),
             PlaceRecord("c", "BLOCK", "development_parent: 'places/e'")},
            "validate_only: true"));
  ASSERT_TRUE(second.ok());
  EXPECT_EQ(Told(*second),
            "created 1, updated 0, unchanged 0, row 2: development_parent"
            " (missing)");
  EXPECT_EQ(AreaOf("places/d"), "(not there)");
}

}  // namespace
}  // namespace sangam::registry
