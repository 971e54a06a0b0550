#include "services/sangamctl/scheme_file/difference_lines.h"

#include "gtest/gtest.h"

namespace sangam::sangamctl {
namespace {

using scheme_catalog::v1::DiffSchemeVersionsResponse;

void Add(DiffSchemeVersionsResponse& response, const std::string& path,
         const std::string& before, const std::string& after) {
  auto* difference = response.add_differences();
  difference->set_path(path);
  difference->set_before(before);
  difference->set_after(after);
}

TEST(DifferenceLinesTest, EqualTermsAreSaidToBeEqual) {
  EXPECT_EQ(
      DrawDifferences("schemes/s/versions/1", "schemes/s/versions/2", {}, {}),
      "schemes/s/versions/1 and schemes/s/versions/2 have the same"
      " terms.\n");
}

TEST(DifferenceLinesTest, EveryValueLineHasItsSign) {
  DiffSchemeVersionsResponse response;
  Add(response, "conditions[group-size].expression", "members >= 10",
      "members >= 12 &&\nwomen_owned\n");
  Add(response, "effective_until", "", "2027-03-31");
  Add(response, "notes", "old \x1b[31mred", "");
  EXPECT_EQ(DrawDifferences("a", "b", response, {}),
            "--- a\n+++ b\n"
            "\nconditions[group-size].expression\n"
            "- members >= 10\n+ members >= 12 &&\n+ women_owned\n"
            "\neffective_until\n+ 2027-03-31\n"
            "\nnotes\n- old  [31mred\n");
}

}  // namespace
}  // namespace sangam::sangamctl
