// CanComeOut: one world in which tests come out as asked.
#include <algorithm>
#include <map>
#include <utility>

#include "absl/algorithm/container.h"
#include "common/clock/civil_date.h"
#include "common/rules/industry_code.h"
#include "services/matching/engine/related_attributes.h"
#include "services/matching/premises/premise_search.h"

namespace sangam::matching {
namespace {

using Kind = PremiseTest::Kind;

// What one applicant's tests ask for.
class World {
 public:
  World(const PremiseTests& tests, int applicant, const KnownNumber& known,
        int64_t* steps)
      : tests_(tests), applicant_(applicant), known_(known), steps_(*steps) {}

  void Add(const HeldTest& held) { held_.push_back(held); }

  PremiseAnswer Decide() {
    if (!TextsFit() || !ReceiptsFit() || !IndustriesFit() || !PlaceFits() ||
        !NumbersFit()) {
      return {Possibility::kImpossible, {}};
    }
    for (const HeldTest& one : held_) FindEntangled(one);
    if (unchecked_.empty()) return {Possibility::kPossible, {}};
    return {Possibility::kUndecided, unchecked_};
  }

 private:
  const PremiseTest& Of(const HeldTest& held) const {
    return tests_.test(held.test);
  }

  void LeaveOpen(const HeldTest& held) {
    unchecked_.insert(held.formulas.begin(), held.formulas.end());
  }
  void LeaveOpen(std::initializer_list<Kind> kinds) {
    for (const HeldTest& held : held_) {
      if (absl::c_linear_search(kinds, Of(held).kind)) LeaveOpen(held);
    }
  }

  // Those of a kind that hold, or don't.
  std::vector<const PremiseTest*> Those(Kind kind, bool holds) const {
    std::vector<const PremiseTest*> those;
    for (const HeldTest& held : held_) {
      if (Of(held).kind == kind && held.holds == holds) {
        those.push_back(&Of(held));
      }
    }
    return those;
  }

  bool TextsFit() const {
    struct Left {
      std::set<std::string> all;
      bool any = true;
      std::set<std::string> barred;
    };
    std::map<std::string, Left> by_attribute;
    for (const bool holds : {true, false}) {
      for (const PremiseTest* test : Those(Kind::kText, holds)) {
        const auto [known, is_new] = by_attribute.try_emplace(test->attribute);
        Left& left = known->second;
        if (is_new && !test->allowed.empty()) {
          left.any = false;
          left.all.insert(test->allowed.begin(), test->allowed.end());
        }
        const std::set<std::string> texts(test->texts.begin(),
                                          test->texts.end());
        if (!holds) {
          left.barred.insert(texts.begin(), texts.end());
        } else if (left.any) {
          left.any = false;
          left.all = texts;
        } else {
          std::erase_if(left.all, [&](const std::string& text) {
            return texts.count(text) == 0;
          });
        }
      }
    }
    return absl::c_all_of(by_attribute, [](const auto& entry) {
      const Left& left = entry.second;
      return left.any || absl::c_any_of(left.all, [&](const auto& text) {
               return left.barred.count(text) == 0;
             });
    });
  }

  bool ReceiptsFit() const {
    const auto barred = Those(Kind::kReceived, false);
    return absl::c_none_of(Those(Kind::kReceived, true), [&](auto* received) {
      return absl::c_any_of(barred, [&](const PremiseTest* other) {
        return other->texts == received->texts &&
               (!other->months ||
                (received->months && *received->months <= *other->months));
      });
    });
  }

  bool IndustriesFit() const {
    const auto barred = Those(Kind::kIndustry, false);
    const auto is_barred = [&](const std::string& code) {
      return absl::c_any_of(barred, [&](const PremiseTest* test) {
        return absl::c_any_of(test->texts, [&](const std::string& other) {
          return rules::IndustryWithin(code, other).value_or(false);
        });
      });
    };
    return absl::c_all_of(Those(Kind::kIndustry, true), [&](auto* test) {
      return !absl::c_all_of(test->texts, is_barred);
    });
  }

  bool PlaceFits() {
    const auto wanted = Those(Kind::kPlace, true);
    const auto barred = Those(Kind::kPlace, false);
    if (wanted.empty() && barred.empty()) return true;
    const PlaceChain& known = (wanted.empty() ? barred : wanted)[0]->within;
    bool is_sure = absl::c_none_of(
        barred, [](const PremiseTest* test) { return test->more_places; });
    const auto is_barred = [&](const PlaceChain& chain) {
      return absl::c_any_of(barred, [&](const PremiseTest* test) {
        return absl::c_any_of(test->places, [&](const PlaceChain& place) {
          return chain.Contains(place.links.front().place);
        });
      });
    };
    // Those found first of which none is out of what is known.
    std::vector<const PremiseTest*> sure;
    std::vector<const PremiseTest*> open;
    for (const PremiseTest* test : wanted) {
      (test->more_places ? open : sure).push_back(test);
    }
    std::vector<const PremiseTest*> all = sure;
    all.insert(all.end(), open.begin(), open.end());
    if (!CanLie(known, all, 0, is_barred)) {
      is_sure = false;
      if (!CanLie(known, sure, 0, is_barred)) return false;
    }
    // By itself a test of places that are not all known can be as asked for.
    if (!is_sure && wanted.size() + barred.size() > 1) {
      LeaveOpen({Kind::kPlace});
    }
    return true;
  }

  // Whether a place of `chain` can be in one of each of the tests from `next`.
  template <typename IsBarred>
  bool CanLie(const PlaceChain& chain,
              const std::vector<const PremiseTest*>& tests, size_t next,
              const IsBarred& is_barred) {
    if (steps_ <= 0 || is_barred(chain)) return false;
    if (next == tests.size()) return true;
    return absl::c_any_of(tests[next]->places, [&](const PlaceChain& place) {
      --steps_;
      PlaceChain merged = chain;
      for (const PlaceLink& link : place.links) {
        if (chain.Contains(link.place)) continue;
        const bool has_kind = link.kind != type::v1::PLACE_KIND_UNSPECIFIED &&
                              !chain.OfKind(link.kind).empty();
        if (has_kind) return false;
        merged.links.push_back(link);
      }
      return CanLie(merged, tests, next + 1, is_barred);
    });
  }

  static bool IsSum(const PremiseTest& test) {
    return test.kind == Kind::kAtMostZero || test.kind == Kind::kNotZero;
  }

  bool NumbersFit() {
    LinearSystem system;
    std::map<std::string, int> variables;
    for (const HeldTest& held : held_) {
      const PremiseTest& test = Of(held);
      if (!IsSum(test)) continue;
      if (test.kind == Kind::kAtMostZero) system.AddAtMostZero(test.sum);
      if (test.kind == Kind::kNotZero) system.AddNotZero(test.sum);
      for (const auto& [variable, factor] : test.sum.factors) {
        const PremiseNumber& number = tests_.number(variable);
        if (!number.attribute.empty()) variables[number.attribute] = variable;
        if (!number.never_negative) continue;
        LinearSum negative;
        negative.factors[variable] = -1;
        system.AddAtMostZero(negative);
      }
    }
    AddRelations(variables, system);
    const Possibility fit = system.Decide(&steps_);
    if (fit == Possibility::kUndecided) {
      LeaveOpen({Kind::kAtMostZero, Kind::kNotZero});
    }
    return fit != Possibility::kImpossible;
  }

  // What bounds numbers by others that are asked for too, or are known.
  void AddRelations(const std::map<std::string, int>& variables,
                    LinearSystem& system) const {
    for (const PartsOfWhole& one : AllPartsOfWholes()) {
      LinearSum sum;
      bool is_told = true;
      const auto add = [&](const std::string& name, int times) {
        const auto variable = variables.find(name);
        if (variable != variables.end()) {
          sum.factors[variable->second] = times;
          return;
        }
        const absl::optional<int64_t> number = known_(applicant_, name);
        is_told = is_told && number;
        if (number) sum.constant += Wide{*number} * times;
      };
      for (const std::string& part : one.parts) add(part, 1);
      add(one.whole, -1);
      if (is_told && !sum.IsConstant()) system.AddAtMostZero(sum);
    }
  }

  // Each number or truth that the test goes by, under a name of its own, with
  // the families of attributes that it speaks of.
  std::map<std::string, std::set<std::string>> SpokenOf(
      const PremiseTest& test) const {
    std::map<std::string, std::set<std::string>> spoken;
    const auto add = [&](const std::string& name, const auto& mentions) {
      for (const std::string& one : mentions) {
        spoken[name].insert(FamilyOf(one));
      }
    };
    for (const auto& [variable, factor] : test.sum.factors) {
      add(std::to_string(variable), tests_.number(variable).mentions);
    }
    if (!IsSum(test)) add("", test.mentions);
    return spoken;
  }

  // What is not looked into, and other tests of the same attributes.
  void FindEntangled(const HeldTest& held) {
    const PremiseTest& test = Of(held);
    for (const auto& [name, families] : SpokenOf(test)) {
      const bool is_computed =
          IsSum(test) ? tests_.number(std::stoi(name)).is_computed()
                      : test.kind == Kind::kOpaque;
      if (!is_computed) continue;
      for (const HeldTest& other : held_) {
        const bool is_itself = other.test == held.test;
        for (const auto& [its_name, its_families] : SpokenOf(Of(other))) {
          if (its_name == name && (is_itself || IsSum(test))) continue;
          const bool shares =
              absl::c_any_of(its_families, [&](const std::string& family) {
                return families.count(family) > 0;
              });
          if (!shares) continue;
          LeaveOpen(held);
          LeaveOpen(other);
        }
      }
    }
  }

  const PremiseTests& tests_;
  const int applicant_;
  const KnownNumber& known_;
  int64_t& steps_;
  std::vector<HeldTest> held_;
  std::set<int> unchecked_;
};

}  // namespace

PremiseAnswer CanComeOut(const PremiseTests& tests,
                         const std::vector<HeldTest>& held,
                         const KnownNumber& known, int64_t* steps) {
  std::map<int, World> worlds;
  for (const HeldTest& one : held) {
    const int applicant = tests.test(one.test).applicant;
    worlds.try_emplace(applicant, tests, applicant, known, steps)
        .first->second.Add(one);
  }
  PremiseAnswer all;
  for (auto& [applicant, world] : worlds) {
    PremiseAnswer one = world.Decide();
    if (one.possibility == Possibility::kImpossible) return one;
    if (one.possibility == Possibility::kPossible) continue;
    all.possibility = one.possibility;
    all.unchecked.merge(one.unchecked);
  }
  return all;
}

}  // namespace sangam::matching
