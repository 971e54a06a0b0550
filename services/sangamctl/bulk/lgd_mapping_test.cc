#include "services/sangamctl/bulk/lgd_mapping.h"

#include <sstream>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/sangamctl/bulk/csv_reader.h"
#include "services/sangamctl/bulk/mapping.h"

// Headings are as the directory's downloads have them in several years; the
// codes and names below them are made up.
namespace sangam::sangamctl {
namespace {

using testing::HasSubstr;

std::string FaultOf(const std::string& file, const std::string& level = "") {
  std::istringstream input(file);
  const LgdMapping mapping = LgdMappingFor(&input, level);
  EXPECT_NE(mapping.text.empty(), mapping.fault.empty()) << file;
  return mapping.fault;
}

// The first row as "name, title, parent", or what is wrong.
std::string Told(const std::string& file, const std::string& level = "") {
  std::istringstream input(file);
  const LgdMapping lgd = LgdMappingFor(&input, level);
  if (!lgd.fault.empty()) return lgd.fault;
  Problems problems;
  const Mapping mapping = ReadMapping("lgd", lgd.text, problems);
  if (!problems.empty()) return problems[0].message;
  std::istringstream again(file);
  CsvReader reader(&again);
  std::vector<std::string> headings, cells;
  EXPECT_TRUE(reader.Next(headings) && reader.Next(cells));
  for (std::string& heading : headings) {
    heading = std::string(absl::StripAsciiWhitespace(heading));
  }
  registry::v1::ImportRecord record;
  std::string fault = MapRow(mapping, headings, cells, &record);
  if (!fault.empty()) return fault;
  const registry::v1::Place& place = record.entity().place();
  return absl::StrCat(place.name(), ", ", place.title(), ", ",
                      place.revenue_parent(), place.development_parent(),
                      place.urban_parent());
}

TEST(LgdMappingTest, StatesAndDistrictsAreKnownHoweverTheyAreHeaded) {
  EXPECT_EQ(Told("S.No.,State Code,State Version,State Name,State Name,"
                 "Census 2001 Code,Census 2011 Code,State or UT\n"
                 "1,97,1,MADE UP,OTHER,1,1,S\n"),
            "places/lgd-state-97, MADE UP, ");
  EXPECT_EQ(Told("S.No.,State Code,State Version,State Name (In English),"
                 "State Name (In Local),Census 2001 Code,Census 2011 Code,"
                 "State or UT\n1,97,1,Made Up,x,1,1,S\n"),
            "places/lgd-state-97, Made Up, ");
  const std::string district =
      "places/lgd-district-901, Upper, places/lgd-state-97";
  EXPECT_EQ(Told("\"State Code\",\"State Name\",\"District Code\","
                 "\"District Name\",\"Census 2001 Code\"\n"
                 "97,MADE UP,901,Upper,2\n"),
            district);
  EXPECT_EQ(Told("S.No.,State Code,State Name (In English),District Code,"
                 "District Name(In English),Census 2001 Code,Census 2011 Code\n"
                 "1,97,Made Up,901,Upper,2,3\n"),
            district);
}

TEST(LgdMappingTest, BlocksSubDistrictsAndVillagesAreKnown) {
  const std::string block =
      "places/lgd-block-7001, Hill, places/lgd-district-901";
  EXPECT_EQ(Told("S.No.,State Code,State Name,District Code,District Name,"
                 "Block Code,Block Version,Block Name ,Block Name\n"
                 "1,97,MADE UP,901,UPPER,7001,5,Hill,\n"),
            block);
  EXPECT_EQ(Told("S.No.,State Code,State Name (In English),District Code,"
                 "District Name (In English),Development Block Code,"
                 "Development Block Version,Development Block Name (In English)"
                 ",Development Block Name (In Local)\n"
                 "1,97,Made Up,901,Upper,7001,5,Hill,\n"),
            block);
  const std::string sub_district =
      "places/lgd-sub-district-8001, Ford, places/lgd-district-901";
  for (const char* written : {"Sub-district", "Sub-District", "Subdistrict"}) {
    EXPECT_EQ(Told(absl::StrCat("State Code,District Code,", written, " Code,",
                                written,
                                " Name (In English),Census 2011 code\n"
                                "97,901,8001,Ford,02925\n")),
              sub_district);
  }
  EXPECT_EQ(Told("State Code,District Code,Sub-District Code,Village Code,"
                 "Village Version,Village Name (In Englsih)\n"
                 "97,901,8001,990001,1,Well\n"),
            "places/lgd-village-990001, Well, places/lgd-sub-district-8001");
  // One row is a village, and its panchayat is named beside it.
  EXPECT_EQ(Told("State Code,Sub-District Code,Village Code,\"Village\nName"
                 " (In English)\",Local Body Code,Local Body Name (In English)"
                 "\n97,8001,990001,Well,190001,Well Panchayat\n"),
            "places/lgd-village-990001, Well, places/lgd-sub-district-8001");
}

TEST(LgdMappingTest, LocalBodiesAreToldApartByTheirTypes) {
  const std::string headings =
      "Local Body Code,Local Body Version,Local Body Name (In English),Local"
      " Body Name (In Local),Localbody Type Code,Census 2011 Code,State Code,"
      "State Name(In English)\n";
  const std::string urban =
      "places/lgd-urban-local-body-253, Port, places/lgd-state-97";
  EXPECT_EQ(Told(headings + "253,6,Port,,5,8,97,M\n254,6,Town,,7,8,97,M\n"),
            urban);
  EXPECT_EQ(Told(headings + "253,6,Port,,3,8,97,M\n"),
            "places/lgd-gram-panchayat-253, Port, ");
  EXPECT_EQ(Told("S.No.,State Code,District Code,Block Code,Local Body Code,"
                 "Local Body Version,Local Body Name (In English),Local Body"
                 " Type Code,Intermediate/Block Panchayat Code,Local Body Type"
                 "\n1,97,901,7001,253,1,Port,3,99,Village Panchayat\n"),
            "places/lgd-gram-panchayat-253, Port, places/lgd-block-7001");
  for (const char* rows :
       {"253,6,Port,,1,8,97,M\n", "253,6,A,,3,8,97,M\n254,6,B,,2,8,97,M\n",
        "253,6,A,,3,8,97,M\n254,6,B,,5,8,97,M\n", "253,6,A,,,8,97,M\n"}) {
    for (const char* level : {"", "gram-panchayat", "urban-local-body"}) {
      EXPECT_THAT(FaultOf(headings + rows, level),
                  HasSubstr("expected village panchayats (3) alone"));
    }
  }
  // Without types the person must say it.
  const std::string plain =
      "Local Body Code,Local Body Name,State Code\n253,Port,97\n";
  for (const char* level : {"", "state", "village"}) {
    EXPECT_THAT(FaultOf(plain, level),
                HasSubstr("say --lgd-level gram-panchayat"));
  }
  EXPECT_EQ(Told(plain, "urban-local-body"), urban);
  EXPECT_EQ(Told(plain, "gram-panchayat"),
            "places/lgd-gram-panchayat-253, Port, ");
}

TEST(LgdMappingTest, AFileIsNeverTakenForOneOfACoarserLevel) {
  // The names are headed in a way that is not known.
  EXPECT_EQ(FaultOf("State Code,State Name,District Code,District Title\n"),
            "is of the level district and lacks its names; expected a column"
            " \"District Name (In English)\"");
  EXPECT_THAT(FaultOf("State Code,State Name,Local Body Code,Localbody Type"
                      " Code,Title\n97,M,253,5,Port\n"),
              HasSubstr("of the level urban-local-body and lacks its names"));
  // What has codes that no level has.
  for (const char* heading : {"Organization Code", "Ward Code", "PinCode"}) {
    const std::string file =
        absl::StrCat(heading, ",State Code,State Name\n1,97,Made Up\n");
    EXPECT_THAT(FaultOf(file), HasSubstr(absl::StrCat("has \"", heading,
                                                      "\", so that it is")));
    EXPECT_EQ(Told(file, "state"), "places/lgd-state-97, Made Up, ");
  }
  // What the person says does not make a village a district.
  EXPECT_EQ(FaultOf("District Code,District Name,Village Code,Village Name\n",
                    "district"),
            "is of the level village by its codes (\"Village Code\"), and not"
            " of the level district");
  const std::string both =
      "District Code,Block Code,Block Name,Sub-District Code,Sub-District Name"
      "\n901,7001,Hill,8001,Ford\n";
  EXPECT_THAT(FaultOf(both),
              HasSubstr("say --lgd-level block or sub-district"));
  EXPECT_THAT(Told(both, "block"), HasSubstr("places/lgd-block-7001, Hill"));
  EXPECT_THAT(Told(both, "sub-district"),
              HasSubstr("places/lgd-sub-district-8001, Ford"));
  EXPECT_THAT(FaultOf("Code,Name\n"), HasSubstr("expected, of a state: \"State"
                                                " Code\" and \"State Name"));
  EXPECT_NE(FaultOf(""), "");
}

}  // namespace
}  // namespace sangam::sangamctl
