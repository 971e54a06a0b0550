#include "services/matching/columns/place_targets.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/rules/evaluator.h"
#include "common/rules/random_rules.h"
#include "common/rules/rule.h"
#include "gtest/gtest.h"

namespace sangam::matching {
namespace {

using type::v1::PlaceKind;

// Three states of 30 districts of two blocks, and three towns in each state
// that lie in no district.
class ManyPlaces : public PlaceDirectory {
 public:
  ManyPlaces() {
    const PlaceLink country = {"places/india", type::v1::PLACE_KIND_COUNTRY};
    Add({country});
    for (int s = 0; s < 3; ++s) {
      const PlaceLink state = {absl::StrCat("places/state-", s),
                               type::v1::PLACE_KIND_STATE};
      Add({state, country});
      for (int d = 0; d < 30; ++d) {
        const PlaceLink district = {absl::StrCat("places/district-", s, "-", d),
                                    type::v1::PLACE_KIND_DISTRICT};
        Add({district, state, country});
        for (int b = 0; b < 2; ++b) {
          Add({{absl::StrCat("places/block-", s, "-", d, "-", b),
                type::v1::PLACE_KIND_BLOCK},
               district,
               state,
               country});
        }
      }
      for (int t = 0; t < 3; ++t) {
        Add({{absl::StrCat("places/town-", s, "-", t),
              type::v1::PLACE_KIND_URBAN_LOCAL_BODY},
             state,
             country});
      }
    }
  }

  absl::optional<PlaceChain> ChainOf(absl::string_view place) const override {
    for (const PlaceChain& chain : chains_) {
      if (chain.links.front().place == place) return chain;
    }
    return absl::nullopt;
  }
  std::string TitleOf(absl::string_view) const override { return ""; }
  const std::vector<PlaceChain>& chains() const { return chains_; }

 private:
  void Add(std::vector<PlaceLink> links) {
    chains_.push_back({std::move(links)});
  }

  std::vector<PlaceChain> chains_;
};

class PlaceTargetsTest : public ::testing::Test {
 protected:
  // Each third place is named, and one that is nowhere.
  PlaceTargetsTest() {
    for (size_t i = 0; i < places_.chains().size(); i += 3) {
      names_.push_back(places_.chains()[i].links.front().place);
    }
    names_.push_back("places/nowhere");
    for (uint32_t i = 0; i < names_.size(); ++i) {
      EXPECT_EQ(targets_.Add(names_[i]), i);
    }
    EXPECT_EQ(targets_.Add(names_[7]), 7u);
    targets_.Finish(places_);
  }

  // By target.
  std::vector<Truth> Locate(const PlaceChain& chain) const {
    std::vector<Truth> truths(names_.size(), Truth::kFalse);
    const auto set = [&truths](Truth truth) {
      return [&truths, truth](uint32_t target) {
        EXPECT_EQ(truths[target], Truth::kFalse) << "told twice";
        truths[target] = truth;
      };
    };
    targets_.Locate(chain, set(Truth::kTrue), set(Truth::kUnknown));
    return truths;
  }

  // What place.within() says of a subject there, by target.
  std::vector<Truth> Reference(const PlaceChain& chain) const {
    std::vector<Truth> truths;
    type::v1::Profile profile;
    profile.set_place(chain.links.front().place);
    const SubjectView subject(profile, chain, absl::CivilDay(2024, 4, 1));
    for (const std::string& name : names_) {
      const auto rule =
          sangam::Rule::Compile(absl::StrCat("place.within('", name, "')"),
                                AttributeDictionary::BuiltIn());
      truths.push_back(rule->Evaluate(subject, places_));
    }
    return truths;
  }

  const ManyPlaces places_;
  std::vector<std::string> names_;
  PlaceTargets targets_;
};

TEST_F(PlaceTargetsTest, NumbersEachTargetOnce) {
  EXPECT_GT(targets_.size(), 64u);
  EXPECT_EQ(targets_.size(), names_.size());
}

TEST_F(PlaceTargetsTest, KnowsTheKindsOfTargets) {
  for (uint32_t i = 0; i < names_.size(); ++i) {
    const auto chain = places_.ChainOf(names_[i]);
    EXPECT_EQ(targets_.KindOf(i), chain ? chain->links.front().kind
                                        : type::v1::PLACE_KIND_UNSPECIFIED);
  }
}

TEST_F(PlaceTargetsTest, LocatesPlacesAsTheReferenceDoes) {
  for (size_t i = 0; i < places_.chains().size(); i += 5) {
    const PlaceChain& chain = places_.chains()[i];
    EXPECT_EQ(Locate(chain), Reference(chain)) << chain.links.front().place;
  }
}

TEST_F(PlaceTargetsTest, LocatesPlacesThatAreNotOrHalfKnown) {
  const PlaceLink state = {"places/state-1", type::v1::PLACE_KIND_STATE};
  for (const PlaceChain& chain :
       {PlaceChain{{{"places/elsewhere", type::v1::PLACE_KIND_UNSPECIFIED}}},
        PlaceChain{{{"places/nowhere", type::v1::PLACE_KIND_UNSPECIFIED}}},
        PlaceChain{{{"places/new", type::v1::PLACE_KIND_DISTRICT}}},
        PlaceChain{{{"places/new", type::v1::PLACE_KIND_UNSPECIFIED}, state}},
        PlaceChain{{{"places/new", type::v1::PLACE_KIND_BLOCK}, state}}}) {
    EXPECT_EQ(Locate(chain), Reference(chain)) << chain.links.front().place;
  }
}

// So one of them stands for all.
TEST_F(PlaceTargetsTest, PlacesThatNobodyNamesAreAlikeInTheSamePlaces) {
  int alike = 0;
  for (const PlaceChain& a : places_.chains()) {
    if (targets_.Names(a.links.front().place)) continue;
    for (const PlaceChain& b : places_.chains()) {
      if (targets_.Names(b.links.front().place) ||
          a.links.front().kind != b.links.front().kind ||
          !std::equal(a.links.begin() + 1, a.links.end(), b.links.begin() + 1,
                      b.links.end())) {
        continue;
      }
      if (&a == &b) continue;
      EXPECT_EQ(Locate(a), Locate(b))
          << a.links.front().place << " and " << b.links.front().place;
      ++alike;
    }
  }
  EXPECT_GT(alike, 10);
  for (const std::string& name : names_) EXPECT_TRUE(targets_.Names(name));
  EXPECT_TRUE(targets_.Names("places/india"));
}

}  // namespace
}  // namespace sangam::matching
