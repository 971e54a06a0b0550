#include "services/matching/columns/place_targets.h"

#include <map>
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
    const PlaceLink first = {"places/state-1", type::v1::PLACE_KIND_STATE};
    half_known_ = {
        {"places/alone", {{{"places/alone", type::v1::PLACE_KIND_DISTRICT}}}},
        {"places/kindless",
         {{{"places/kindless", type::v1::PLACE_KIND_UNSPECIFIED}, first}}},
        {"places/new", {{{"places/new", type::v1::PLACE_KIND_BLOCK}, first}}},
        // Its chain does not begin with itself.
        {"places/renamed", {{first, country}}}};
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
    const auto half_known = half_known_.find(std::string(place));
    if (half_known != half_known_.end()) return half_known->second;
    for (const PlaceChain& chain : chains_) {
      if (chain.links.front().place == place) return chain;
    }
    return absl::nullopt;
  }
  std::string TitleOf(absl::string_view) const override { return ""; }
  const std::vector<PlaceChain>& chains() const { return chains_; }
  // Not among these.
  const std::map<std::string, PlaceChain>& half_known() const {
    return half_known_;
  }

 private:
  void Add(std::vector<PlaceLink> links) {
    chains_.push_back({std::move(links)});
  }

  std::vector<PlaceChain> chains_;
  std::map<std::string, PlaceChain> half_known_;
};

class PlaceTargetsTest : public ::testing::Test {
 protected:
  // Each third place is named, and one that is nowhere. Subjects had some of
  // the places before that, and get the others later.
  PlaceTargetsTest() {
    for (size_t i = 0; i < places_.chains().size(); i += 2) {
      texts_.AddText(places_.chains()[i].links.front().place);
    }
    for (size_t i = 0; i < places_.chains().size(); i += 3) {
      names_.push_back(places_.chains()[i].links.front().place);
    }
    names_.push_back("places/nowhere");
    for (uint32_t i = 0; i < names_.size(); ++i) {
      EXPECT_EQ(targets_.Add(names_[i]), i);
    }
    EXPECT_EQ(targets_.Add(names_[7]), 7u);
    targets_.Finish(&chains_, texts_, places_);
  }

  NumberedPlace PlaceOf(const std::string& name) {
    return chains_.Locate({texts_.AddText(name)}, texts_, places_).front();
  }

  // By target.
  std::vector<Truth> Locate(const std::string& place) {
    std::vector<Truth> truths(names_.size(), Truth::kFalse);
    const auto set = [&truths](Truth truth) {
      return [&truths, truth](uint32_t target) {
        EXPECT_EQ(truths[target], Truth::kFalse) << "told twice";
        truths[target] = truth;
      };
    };
    targets_.Locate(PlaceOf(place), set(Truth::kTrue), set(Truth::kUnknown));
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
  TextTable texts_;
  PlaceChains chains_;
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
    const std::string& place = chain.links.front().place;
    EXPECT_EQ(Locate(place), Reference(chain)) << place;
  }
}

TEST_F(PlaceTargetsTest, LocatesPlacesThatAreNotOrHalfKnown) {
  for (const char* place : {"places/elsewhere", "places/nowhere"}) {
    EXPECT_EQ(Locate(place),
              Reference({{{place, type::v1::PLACE_KIND_UNSPECIFIED}}}))
        << place;
  }
  for (const auto& [place, chain] : places_.half_known()) {
    EXPECT_EQ(Locate(place), Reference(chain)) << place;
  }
}

// So one of them stands for all.
TEST_F(PlaceTargetsTest, PlacesThatNobodyNamesAreAlikeInTheSamePlaces) {
  int alike = 0;
  for (const PlaceChain& a : places_.chains()) {
    const std::string& place = a.links.front().place;
    if (targets_.Names(PlaceOf(place))) continue;
    for (const PlaceChain& b : places_.chains()) {
      const std::string& other = b.links.front().place;
      if (targets_.Names(PlaceOf(other)) ||
          a.links.front().kind != b.links.front().kind ||
          !std::equal(a.links.begin() + 1, a.links.end(), b.links.begin() + 1,
                      b.links.end())) {
        continue;
      }
      if (&a == &b) continue;
      EXPECT_EQ(Locate(place), Locate(other)) << place << " and " << other;
      ++alike;
    }
  }
  EXPECT_GT(alike, 10);
  for (const std::string& name : names_) {
    EXPECT_TRUE(targets_.Names(PlaceOf(name)));
  }
  EXPECT_TRUE(targets_.Names(PlaceOf("places/india")));
}

}  // namespace
}  // namespace sangam::matching
