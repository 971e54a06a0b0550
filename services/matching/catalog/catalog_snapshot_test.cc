#include "services/matching/catalog/catalog_snapshot.h"

#include <algorithm>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/matching/catalog/sample_catalog.h"

namespace sangam::matching {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(CatalogSnapshotTest, HoldsSchemesByNameWithPublishedVersions) {
  const auto catalog = SampleCatalog()
                           .Add("b", "open_to_all: true")
                           .Add("a",
                                "state: SCHEME_VERSION_STATE_DRAFT"
                                " open_to_all: true")
                           .Build();
  ASSERT_EQ(catalog->schemes().size(), 2u);
  EXPECT_EQ(catalog->schemes()[0].scheme.name(), "schemes/a");
  EXPECT_THAT(catalog->schemes()[0].versions, IsEmpty());
  EXPECT_EQ(catalog->Find("schemes/b")->versions.size(), 1u);
  EXPECT_EQ(catalog->Find("schemes/b")->department_title, "Textiles");
  EXPECT_EQ(catalog->Find("schemes/c"), nullptr);
}

TEST(CatalogSnapshotTest, AnEmptyCatalogueAndStrayVersionsAreFine) {
  EXPECT_THAT(CatalogSnapshot::Build({})->schemes(), IsEmpty());
  const auto stray = FromText<scheme_catalog::v1::SchemeVersion>(
      "name: 'schemes/x/versions/1' state: SCHEME_VERSION_STATE_PUBLISHED");
  CatalogResources resources;
  resources.versions = {stray};
  EXPECT_THAT(CatalogSnapshot::Build(resources)->schemes(), IsEmpty());
}

TEST(CatalogSnapshotTest, PicksTheVersionThatBeganLast) {
  const auto catalog =
      SampleCatalog()
          .Add("a", "open_to_all: true", "old")
          .Add("a",
               "open_to_all: true"
               " effective_from { year: 2020 month: 4 day: 1 }"
               " effective_until { year: 2021 month: 3 day: 31 }",
               "mid")
          .Add("a",
               "open_to_all: true"
               " effective_from { year: 2021 month: 3 day: 1 }",
               "new")
          .Build();
  const CompiledScheme& scheme = *catalog->Find("schemes/a");
  const auto on = [&scheme](int year, int month, int day) {
    return scheme.VersionOn(absl::CivilDay(year, month, day))->version.name();
  };
  EXPECT_EQ(on(2020, 3, 31), "schemes/a/versions/old");
  EXPECT_EQ(on(2020, 4, 1), "schemes/a/versions/mid");
  EXPECT_EQ(on(2021, 2, 28), "schemes/a/versions/mid");
  EXPECT_EQ(on(2021, 3, 1), "schemes/a/versions/new");
  EXPECT_EQ(on(2030, 1, 1), "schemes/a/versions/new");
}

TEST(CatalogSnapshotTest, FirstAndLastDayAreInForce) {
  const auto catalog =
      SampleCatalog()
          .Add("a",
               "open_to_all: true"
               " effective_from { year: 2020 month: 4 day: 1 }"
               " effective_until { year: 2021 month: 3 day: 31 }")
          .Build();
  const CompiledScheme& scheme = *catalog->Find("schemes/a");
  EXPECT_EQ(scheme.VersionOn(absl::CivilDay(2020, 3, 31)), nullptr);
  EXPECT_NE(scheme.VersionOn(absl::CivilDay(2020, 4, 1)), nullptr);
  EXPECT_NE(scheme.VersionOn(absl::CivilDay(2021, 3, 31)), nullptr);
  EXPECT_EQ(scheme.VersionOn(absl::CivilDay(2021, 4, 1)), nullptr);
}

TEST(CatalogSnapshotTest, GathersPlacesFromEveryRule) {
  const auto catalog =
      SampleCatalog()
          .Add("a",
               "conditions { id: 'c' expression: \"place.within('places/c')\" }"
               " benefits { condition: \"place.within('places/b')\" }"
               " funding { condition: \"!place.within(['places/a',"
               " 'places/b'])\" }")
          .Build();
  EXPECT_THAT(catalog->place_names(),
              ElementsAre("places/a", "places/b", "places/c"));
  EXPECT_THAT(catalog->Defects(), IsEmpty());
}

TEST(CatalogSnapshotTest, TellsWhatItCannotEvaluate) {
  const auto catalog =
      SampleCatalog()
          .Add("a", "conditions { id: 'c' expression: 'members >= 10' }")
          .Add("b", "conditions { id: 'c' expression: 'membrs >= 10' }")
          .Add("c", "benefits { id: 'x' condition: '<>' } open_to_all: true")
          .Add("d", "funding { condition: '1' } open_to_all: true")
          .Add("e", "conditions { id: 'c' }")
          .Add("f", "notes: 'nothing said'")
          .Add("g", "open_to_all: true effective_from { year: 2020 month: 13 }")
          .Build();
  EXPECT_THAT(
      catalog->Defects(),
      ElementsAre(
          HasSubstr("schemes/b/versions/1: condition c can't be read (expressi"
                    "on: line 1, column 1: unknown attribute `membrs`"),
          HasSubstr("schemes/c/versions/1: the condition of benefit x can't"),
          HasSubstr("schemes/d/versions/1: the condition of funding rule 1"),
          HasSubstr("schemes/e/versions/1: condition c is empty"),
          HasSubstr("schemes/f/versions/1: it states no conditions"),
          HasSubstr("schemes/g/versions/1: one of its dates")));
}

TEST(CatalogSnapshotTest, TakesOverWhatIsStillTheSame) {
  SampleCatalog sample;
  sample.Add("a", "etag: '1' conditions { id: 'c' expression: 'members > 1' }")
      .Add("b", "etag: '1' conditions { id: 'c' expression: 'members > 1' }");
  const auto first = sample.Build();
  sample.versions()[1].mutable_conditions(0)->set_expression("members > 2");
  const auto second = sample.Build(first.get());
  const auto version = [](const auto& catalog, const char* scheme) {
    return catalog->Find(scheme)->versions[0].compiled;
  };
  EXPECT_EQ(version(first, "schemes/a"), version(second, "schemes/a"));
  EXPECT_NE(version(first, "schemes/b"), version(second, "schemes/b"));
  EXPECT_EQ(version(second, "schemes/b")->conditions[0]->text(), "members > 2")
      << "the same etag does not make another body the same";
}

TEST(CatalogSnapshotTest, SharesEachSchemeThatIsTheSame) {
  SampleCatalog sample;
  sample.Add("a", "conditions { id: 'c' expression: 'members > 1' }")
      .Add("b", "conditions { id: 'c' expression: 'members > 1' }");
  const auto first = sample.Build();
  EXPECT_EQ(first->compiled_anew(), 2u);
  (*sample.resources().schemes[1].mutable_title()->mutable_text())["en"] = "B";
  sample.Add("c", "open_to_all: true");
  const auto second = sample.Build(first.get());
  const auto parts = [](const auto& catalog, const char* scheme) {
    return &catalog->Find(scheme)->scheme;
  };
  EXPECT_EQ(parts(first, "schemes/a"), parts(second, "schemes/a"));
  EXPECT_NE(parts(first, "schemes/b"), parts(second, "schemes/b"));
  EXPECT_EQ(parts(second, "schemes/b")->title().text().at("en"), "B");
  EXPECT_EQ(first->Find("schemes/b")->versions[0].compiled,
            second->Find("schemes/b")->versions[0].compiled);
  EXPECT_EQ(second->compiled_anew(), 1u) << "the version of schemes/c";
  // Schemes go as well as come.
  sample.resources().schemes.erase(sample.resources().schemes.begin());
  const auto third = sample.Build(second.get());
  EXPECT_EQ(third->Find("schemes/a"), nullptr);
  EXPECT_EQ(third->Find("schemes/b")->scheme.name(), "schemes/b");
  EXPECT_EQ(third->Find("schemes/c")->scheme.name(), "schemes/c");
  EXPECT_EQ(third->compiled_anew(), 0u);
}

TEST(CatalogSnapshotTest, ADepartmentsNewTitleIsSeen) {
  CatalogResources resources;
  resources.schemes = {FromText<scheme_catalog::v1::Scheme>(
      "name: 'schemes/a' department: 'departments/d'")};
  resources.versions = {FromText<scheme_catalog::v1::SchemeVersion>(
      "name: 'schemes/a/versions/1' open_to_all: true"
      " state: SCHEME_VERSION_STATE_PUBLISHED")};
  const auto title = [](const auto& catalog) {
    return catalog->Find("schemes/a")->department_title;
  };
  const auto none = CatalogSnapshot::Build(resources);
  EXPECT_EQ(title(none), "");
  resources.departments = {FromText<scheme_catalog::v1::Department>(
      "name: 'departments/d' title: 'Old'")};
  const auto first = CatalogSnapshot::Build(resources, none.get());
  EXPECT_EQ(title(first), "Old");
  resources.departments[0].set_title("New");
  const auto second = CatalogSnapshot::Build(resources, first.get());
  EXPECT_EQ(title(second), "New");
  EXPECT_EQ(second->DepartmentTitle("departments/d"), "New");
  EXPECT_EQ(title(first), "Old");
  EXPECT_EQ(second->compiled_anew(), 0u);
}

scheme_catalog::v1::Attribute Recorded(const std::string& name) {
  return FromText<scheme_catalog::v1::Attribute>(
      "name: 'attributes/" + name +
      "' type: ATTRIBUTE_TYPE_NUMBER origin: ATTRIBUTE_ORIGIN_RECORDED"
      " label { text { key: 'en' value: 'label' } text { key: 'hi' value: 'hi' "
      "}"
      " text { key: 'as' value: 'as' } text { key: 'bn' value: 'bn' } }"
      " question { text { key: 'en' value: 'How many?' } }");
}

TEST(CatalogSnapshotTest, RulesReadTheAttributesOfTheCatalogue) {
  SampleCatalog sample;
  sample.Add("a", "conditions { id: 'c' expression: 'dye_vats > 1' }");
  EXPECT_THAT(sample.Build()->Defects(), ElementsAre(HasSubstr("dye_vats")));
  sample.resources().attributes = {Recorded("dye_vats")};
  const auto catalog = sample.Build();
  EXPECT_THAT(catalog->Defects(), IsEmpty());
  EXPECT_NE(catalog->dictionary().Find("dye_vats"), nullptr);
}

TEST(CatalogSnapshotTest, TheDictionaryIsTakenOverWhileItIsTheSame) {
  SampleCatalog sample;
  sample.resources().attributes = {Recorded("dye_vats")};
  sample.Add("a", "conditions { id: 'c' expression: 'dye_vats > 1' }");
  const auto first = sample.Build();
  sample.Add("b", "open_to_all: true");
  auto second = sample.Build(first.get());
  EXPECT_EQ(&first->dictionary(), &second->dictionary());
  EXPECT_EQ(first->Find("schemes/a")->versions[0].compiled,
            second->Find("schemes/a")->versions[0].compiled);

  sample.resources().attributes.push_back(Recorded("spindles"));
  const auto third = sample.Build(second.get());
  EXPECT_NE(&second->dictionary(), &third->dictionary());
  const auto& compiled = third->Find("schemes/a")->versions[0].compiled;
  EXPECT_NE(second->Find("schemes/a")->versions[0].compiled, compiled);
  EXPECT_EQ(&compiled->conditions[0]->dictionary(), &third->dictionary());
  // A dictionary lives as long as a snapshot that has it.
  second = nullptr;
  EXPECT_NE(first->dictionary().Find("dye_vats"), nullptr);
}

TEST(CatalogSnapshotTest, AChangedParameterOrPlaceSetIsSeen) {
  SampleCatalog sample;
  const auto day = absl::CivilDay(2024, 4, 1);
  sample.resources().parameters = {FromText<scheme_catalog::v1::Parameter>(
      "name: 'parameters/rate' type: ATTRIBUTE_TYPE_NUMBER"
      " title { text { key: 'en' value: 'Rate' } }"
      " values { value { number: 1 } }")};
  sample.resources().place_sets = {FromText<scheme_catalog::v1::PlaceSet>(
      "name: 'placeSets/hills' title { text { key: 'en' value: 'Hills' } }"
      " members { place: 'places/lgd-state-1' }")};
  const auto first = sample.Build();
  EXPECT_THAT(first->Defects(), IsEmpty());
  const auto rate = [&day](const CatalogSnapshot& catalog) {
    return absl::get<int64_t>(
        catalog.dated_references().Parameter("parameters/rate", day));
  };
  EXPECT_EQ(rate(*first), 1);
  sample.resources()
      .parameters[0]
      .mutable_values(0)
      ->mutable_value()
      ->set_number(2);
  sample.resources().place_sets[0].add_members()->set_place(
      "places/lgd-state-2");
  const auto second = sample.Build(first.get());
  EXPECT_EQ(rate(*second), 2);
  EXPECT_EQ(rate(*first), 1);
  EXPECT_EQ(&first->dictionary(), &second->dictionary())
      << "neither is a word of the language";
  EXPECT_EQ(second->dated_references()
                .PlaceSet("placeSets/hills", day)
                ->places.size(),
            2u);
}

// Rules show the words of the dictionary that they point into.
TEST(CatalogSnapshotTest, AnotherWordIsAnotherDictionary) {
  SampleCatalog sample;
  sample.Add("a", "conditions { id: 'c' expression: 'dye_vats > 1' }");
  CatalogResources& resources = sample.resources();
  resources.attributes = {Recorded("dye_vats")};
  auto before = sample.Build();
  const auto is_another = [&] {
    const auto after = sample.Build(before.get());
    const bool another = &before->dictionary() != &after->dictionary();
    EXPECT_EQ(after->compiled_anew(), another ? 1u : 0u);
    EXPECT_EQ(&after->Find("schemes/a")
                   ->versions[0]
                   .compiled->conditions[0]
                   ->dictionary(),
              &after->dictionary());
    before = after;
    return another;
  };
  EXPECT_FALSE(is_another());
  resources.attributes[0].set_etag("2");
  EXPECT_FALSE(is_another()) << "nothing that a rule reads or shows";
  auto& label = *resources.attributes[0].mutable_label()->mutable_text();
  for (const char* language : {"en", "hi", "as"}) {
    label[language] = "another";
    EXPECT_TRUE(is_another()) << language;
  }
  (*resources.attributes[0].mutable_question()->mutable_text())["en"] = "?";
  EXPECT_TRUE(is_another());
  resources.parameters = {FromText<scheme_catalog::v1::Parameter>(
      "name: 'parameters/rate' type: ATTRIBUTE_TYPE_NUMBER"
      " title { text { key: 'en' value: 'Rate' } }")};
  EXPECT_TRUE(is_another());
  (*resources.parameters[0].mutable_title()->mutable_text())["en"] = "Share";
  EXPECT_TRUE(is_another());
  resources.parameters[0].set_type(scheme_catalog::v1::ATTRIBUTE_TYPE_DATE);
  EXPECT_TRUE(is_another());
  resources.place_sets = {FromText<scheme_catalog::v1::PlaceSet>(
      "name: 'placeSets/hills' title { text { key: 'en' value: 'Hills' } }")};
  EXPECT_TRUE(is_another());
  resources.place_sets[0].set_name("placeSets/plains");
  EXPECT_TRUE(is_another());
  EXPECT_FALSE(is_another());
}

TEST(CatalogSnapshotTest, WhatTheDictionaryLeavesOutIsADefect) {
  SampleCatalog sample;
  sample.resources().attributes = {FromText<scheme_catalog::v1::Attribute>(
      "name: 'attributes/ratio' type: ATTRIBUTE_TYPE_NUMBER origin:"
      " ATTRIBUTE_ORIGIN_DERIVED derivation: 'membrs * 2'"
      " label { text { key: 'en' value: 'ratio' } }")};
  sample.Add("a", "notes: 'nothing said'");
  const auto first = sample.Build();
  const auto told =
      ElementsAre(HasSubstr("ratio"), HasSubstr("schemes/a/versions/1"));
  EXPECT_THAT(first->Defects(), told);
  EXPECT_THAT(sample.Build(first.get())->Defects(), told)
      << "also where the dictionary is taken over";
}

TEST(CatalogSnapshotTest, GathersTheMembersOfPlaceSetsThatRulesName) {
  SampleCatalog sample;
  sample.resources().place_sets = {
      FromText<scheme_catalog::v1::PlaceSet>(
          "name: 'placeSets/hills' title { text { key: 'en' value: 'Hills' } }"
          " members { place: 'places/x' } members { place: 'places/c' }"),
      FromText<scheme_catalog::v1::PlaceSet>(
          "name: 'placeSets/other' title { text { key: 'en' value: 'Other' } }"
          " members { place: 'places/y' }")};
  const auto catalog =
      sample
          .Add("a",
               "conditions { id: 'c' expression:"
               " \"place.within(['places/c', 'placeSets/hills'])\" }"
               " benefits { tranches { condition: \"place.within('places/t')\""
               " } amount { computed { expression: \"place.within('places/m')"
               " ? 1 : 2\" } } }")
          .Build();
  EXPECT_THAT(catalog->Defects(), IsEmpty());
  EXPECT_THAT(catalog->place_names(),
              ElementsAre("places/c", "places/m", "places/t", "places/x"));
}

// Texts in several languages must not make what is the same look changed.
TEST(CatalogSnapshotTest, TheOrderOfLanguagesDoesNotMatter) {
  const auto version = [](const std::vector<std::string>& languages) {
    SampleCatalog sample;
    sample.Add("a", "etag: '1' conditions { id: 'c' expression: 'true' }");
    for (const std::string& language : languages) {
      auto& text = *sample.versions()[0]
                        .mutable_conditions(0)
                        ->mutable_description()
                        ->mutable_text();
      text[language] = language;
    }
    return sample;
  };
  std::vector<std::string> languages = {"as", "bn", "en", "gu", "hi", "kn",
                                        "ml", "mr", "or", "pa", "ta", "te"};
  const auto first = version(languages).Build();
  std::reverse(languages.begin(), languages.end());
  const auto second = version(languages).Build(first.get());
  EXPECT_EQ(first->Find("schemes/a")->versions[0].compiled,
            second->Find("schemes/a")->versions[0].compiled);
}

}  // namespace
}  // namespace sangam::matching
