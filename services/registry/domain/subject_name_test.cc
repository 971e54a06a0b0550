#include "services/registry/domain/subject_name.h"

#include <set>

#include "common/validation/resource_name.h"
#include "gtest/gtest.h"

namespace sangam::registry {
namespace {

type::v1::OutsideId Id(const std::string& system, const std::string& value) {
  type::v1::OutsideId id;
  id.set_system(system);
  id.set_value(value);
  return id;
}

TEST(SubjectNameTest, CodesStandInTheNameAsTheyAre) {
  EXPECT_EQ(NameOfOutsideId("groups", Id("LOKOS", "1234")),
            "groups/lokos-1234");
  EXPECT_EQ(NameOfOutsideId("groups", Id("NRLM_MIS", "BR-05-17")),
            "groups/nrlm-mis-br-05-17");
  EXPECT_EQ(NameOfOutsideId("enterprises", Id("UDYAM", "UDYAM-ML-05-0000123")),
            "enterprises/udyam-ml-05-0000123");
}

TEST(SubjectNameTest, WhateverTheIdTheNameIsOneAndItsOwn) {
  std::set<std::string> names;
  const std::string values[] = {"12/34",
                                "12-34",
                                "12 34",
                                "12.34",
                                "ab",
                                "AB",
                                "aB",
                                "समूह",
                                "दल",
                                "-",
                                "12--34",
                                "#",
                                std::string(64, '7'),
                                std::string(63, '7')};
  for (const std::string& value : values) {
    const std::string name = NameOfOutsideId("groups", Id("LOKOS", value));
    EXPECT_TRUE(IsResourceName(name, "groups")) << value << ": " << name;
    EXPECT_TRUE(names.insert(name).second) << value << ": " << name;
    EXPECT_EQ(name, NameOfOutsideId("groups", Id("LOKOS", value)));
  }
}

TEST(SubjectNameTest, ProvisionalPlacesAreOneHoweverTheirTitleIsSpaced) {
  const std::string name =
      NameOfProvisionalPlace("places/lgd-block-6019", "Umden");
  EXPECT_EQ(name, "places/in-lgd-block-6019-umden");
  EXPECT_EQ(NameOfProvisionalPlace("places/lgd-block-6019", " UMDEN "), name);
  EXPECT_NE(NameOfProvisionalPlace("places/lgd-block-6020", "Umden"), name);
  EXPECT_NE(NameOfProvisionalPlace("places/lgd-block-6019", "Umden (new)"),
            NameOfProvisionalPlace("places/lgd-block-6019", "Umden new"));
  EXPECT_TRUE(IsResourceName(
      NameOfProvisionalPlace("places/lgd-block-6019", "उमदेन"), "places"));
}

}  // namespace
}  // namespace sangam::registry
