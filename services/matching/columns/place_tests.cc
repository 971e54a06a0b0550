// place.within: what lies where is worked out for all tests at once, and once
// for all subjects whose places lie in the same.
#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "services/matching/columns/place_chains.h"
#include "services/matching/columns/test_group.h"

namespace sangam::matching {
namespace {

using Bits = std::vector<uint64_t>;

void SetBit(size_t bit, Bits* bits) {
  (*bits)[bit / 64] |= uint64_t{1} << (bit % 64);
}

template <typename Visit>
void ForEachBit(const Bits& bits, const Visit& visit) {
  for (size_t i = 0; i < bits.size(); ++i) {
    for (uint64_t word = bits[i]; word != 0; word &= word - 1) {
      visit(i * 64 + static_cast<size_t>(__builtin_ctzll(word)));
    }
  }
}

// Where a place lies, against all places that tests name (the targets).
class TargetTable {
 public:
  // The number of a target.
  size_t Add(const std::string& place) {
    const auto [found, added] = numbers_.emplace(place, numbers_.size());
    return found->second;
  }

  // After the last Add.
  void Finish(const PlaceDirectory& places) {
    words_ = (numbers_.size() + 63) / 64;
    in_directory_.assign(words_, 0);
    for (const auto& [place, target] : numbers_) {
      const absl::optional<PlaceChain> chain = places.ChainOf(place);
      if (!chain) continue;
      SetBit(target, &in_directory_);
      // Of one kind the first counts.
      std::map<type::v1::PlaceKind, std::string> by_kind;
      for (const PlaceLink& link : chain->links) {
        if (link.kind != type::v1::PLACE_KIND_UNSPECIFIED) {
          by_kind.emplace(link.kind, link.place);
        }
      }
      for (const auto& [kind, above] : by_kind) {
        if (above.empty()) continue;
        Kind& targets = kinds_[kind];
        targets.has.resize(words_);
        SetBit(target, &targets.has);
        Bits& same = targets.by_place[above];
        same.resize(words_);
        SetBit(target, &same);
      }
    }
  }

  // The targets that a place with this chain surely lies in, and those that it
  // may lie in.
  void Locate(const PlaceChain& chain, Bits* within, Bits* unknown) const {
    within->assign(words_, 0);
    Bits excluded(words_);
    for (const PlaceLink& link : chain.links) {
      const auto target = numbers_.find(link.place);
      if (target != numbers_.end()) SetBit(target->second, within);
      const auto kind = kinds_.find(link.kind);
      if (kind == kinds_.end()) continue;
      const auto same = kind->second.by_place.find(link.place);
      for (size_t i = 0; i < words_; ++i) {
        excluded[i] |= kind->second.has[i] &
                       ~(same == kind->second.by_place.end() ? uint64_t{0}
                                                             : same->second[i]);
      }
    }
    unknown->assign(words_, 0);
    for (size_t i = 0; i < words_; ++i) {
      (*unknown)[i] = ~(*within)[i] & ~(excluded[i] & in_directory_[i]);
    }
    if (numbers_.size() % 64 != 0) {
      unknown->back() &= (uint64_t{1} << (numbers_.size() % 64)) - 1;
    }
  }

  size_t size() const { return numbers_.size(); }
  std::vector<std::string> names() const {
    std::vector<std::string> names;
    for (const auto& [name, number] : numbers_) names.push_back(name);
    return names;
  }
  // Whether any target is, or lies in, a place of this kind.
  bool HasKind(type::v1::PlaceKind kind) const {
    return kinds_.find(kind) != kinds_.end();
  }

 private:
  // The targets that lie in a place of one kind, and in which.
  struct Kind {
    Bits has;
    absl::flat_hash_map<std::string, Bits> by_place;
  };

  absl::flat_hash_map<std::string, size_t> numbers_;
  size_t words_ = 0;
  Bits in_directory_;
  std::map<type::v1::PlaceKind, Kind> kinds_;
};

class PlaceTests : public TestGroup {
 public:
  PlaceTests(const std::vector<PlanTest>& tests, std::vector<uint32_t> members,
             const ReverseBasis& basis)
      : info_(*tests[members.front()].predicate->attribute) {
    for (uint32_t test : members) {
      AddTest(test, tests[test].predicate->names, basis);
    }
    targets_.Finish(basis.reference.places);
    holds_.resize(targets_.size());
    unknown_.resize(targets_.size());
    is_unknown_.resize(targets_.size());
  }

  void Fill(BlockValues& values, PlaneSink& sink) override {
    if (chains_ == nullptr) Prepare(values);
    values.Load(info_, &numbers_);
    const BitPlane missing = values.all() - numbers_.present;
    Locate(values);
    for (const Test& test : tests_) {
      BitPlane& holds = sink.Holds(test.test);
      BitPlane unknown = test.is_open ? values.all() : missing;
      bool may_be_unknown = test.is_open;
      if (test.targets.empty()) holds = BitPlane();
      for (size_t i = 0; i < test.targets.size(); ++i) {
        const size_t target = test.targets[i];
        if (i == 0) {
          holds = holds_[target];
        } else {
          holds |= holds_[target];
        }
        if (is_unknown_[target]) {
          unknown |= unknown_[target];
          may_be_unknown = true;
        }
      }
      if (may_be_unknown) unknown -= holds;
      sink.Finish(test.test, unknown, nullptr);
    }
  }

 private:
  // True within any of its targets; else unknown where any target is, and
  // everywhere if there may be more targets than are known.
  struct Test {
    uint32_t test = 0;
    std::vector<size_t> targets;
    bool is_open = false;
  };

  void AddTest(uint32_t number, const std::vector<std::string>& names,
               const ReverseBasis& basis) {
    Test test;
    test.test = number;
    for (const std::string& name : names) {
      if (!absl::StartsWith(name, "placeSets/")) {
        test.targets.push_back(targets_.Add(name));
        continue;
      }
      const auto set = basis.reference.dated.PlaceSet(name, basis.as_of);
      test.is_open = test.is_open || !set || set->incomplete;
      if (!set) continue;
      for (const std::string& place : set->places) {
        test.targets.push_back(targets_.Add(place));
      }
    }
    tests_.push_back(std::move(test));
  }

  void Prepare(const BlockValues& values) {
    chains_ = values.view().places()->Of(values.basis().reference.places);
    for (const std::string& target : targets_.names()) {
      const auto number = values.texts().FindText(target);
      if (!number) continue;
      if (*number >= is_target_.size()) is_target_.resize(*number + 1);
      is_target_[*number] = true;
    }
  }

  // Fills the planes of the targets.
  void Locate(const BlockValues& values) {
    std::fill(holds_.begin(), holds_.end(), BitPlane());
    for (size_t target : unknown_targets_) {
      unknown_[target] = BitPlane();
      is_unknown_[target] = false;
    }
    unknown_targets_.clear();
    place_numbers_.clear();
    ForEachRow(numbers_.present, [this](uint32_t row) {
      place_numbers_.push_back(static_cast<uint32_t>(numbers_.values[row]));
    });
    chains_->Locate(place_numbers_, values.texts(),
                    values.basis().reference.places, &above_);
    size_t at = 0;
    ForEachRow(numbers_.present, [&](uint32_t row) {
      const Found found = Find(values, place_numbers_[at], above_[at]);
      ++at;
      for (uint32_t i = 0; i < found.holds; ++i) {
        holds_[found_targets_[found.first + i]].Set(row);
      }
      for (uint32_t i = found.holds; i < found.all; ++i) {
        const uint32_t target = found_targets_[found.first + i];
        unknown_[target].Set(row);
        if (is_unknown_[target]) continue;
        is_unknown_[target] = true;
        unknown_targets_.push_back(target);
      }
    });
  }

  // The targets of a place: found_targets_[first, first + holds) hold, the
  // others up to `all` are unknown.
  struct Found {
    enum State : uint32_t { kNotYet, kOfAll, kOfEach };

    State state = kNotYet;
    uint32_t first = 0;
    uint32_t holds = 0;
    uint32_t all = 0;
  };

  // What lies in the same has the same targets, unless the place itself counts.
  Found Find(const BlockValues& values, uint32_t place, uint32_t above) {
    if (above >= by_above_.size()) by_above_.resize(2 * size_t{above} + 2);
    if (by_above_[above].state == Found::kNotYet) {
      const PlaceChains::Above known = chains_->AboveOf(above);
      Found found = Ask(known.chain);
      found.state = known.begins_with_itself && targets_.HasKind(known.kind)
                        ? Found::kOfEach
                        : Found::kOfAll;
      by_above_[above] = found;
    }
    const bool is_target = place < is_target_.size() && is_target_[place];
    if (by_above_[above].state == Found::kOfAll && !is_target) {
      return by_above_[above];
    }
    const auto kept = by_place_.find(place);
    if (kept != by_place_.end()) return kept->second;
    const std::string name(values.texts().TextOf(place));
    PlaceChain chain = values.ChainOf(name);
    if (chain.empty()) {
      chain.links.push_back({name, type::v1::PLACE_KIND_UNSPECIFIED});
    }
    return by_place_.emplace(place, Ask(chain)).first->second;
  }

  Found Ask(const PlaceChain& chain) {
    targets_.Locate(chain, &within_, &maybe_);
    Found found;
    found.first = static_cast<uint32_t>(found_targets_.size());
    const auto add = [this](size_t target) {
      found_targets_.push_back(static_cast<uint32_t>(target));
    };
    ForEachBit(within_, add);
    found.holds = static_cast<uint32_t>(found_targets_.size()) - found.first;
    ForEachBit(maybe_, add);
    found.all = static_cast<uint32_t>(found_targets_.size()) - found.first;
    return found;
  }

  const AttributeInfo& info_;
  std::vector<Test> tests_;
  TargetTable targets_;
  // By target, for the block that is filled.
  std::vector<BitPlane> holds_;
  std::vector<BitPlane> unknown_;
  std::vector<bool> is_unknown_;
  std::vector<size_t> unknown_targets_;
  RowNumbers numbers_;
  std::shared_ptr<PlaceChains> chains_;
  // By the number of its name.
  std::vector<bool> is_target_;
  std::vector<uint32_t> place_numbers_;
  std::vector<uint32_t> above_;
  std::vector<Found> by_above_;
  absl::flat_hash_map<uint32_t, Found> by_place_;
  std::vector<uint32_t> found_targets_;
  Bits within_;
  Bits maybe_;
};

}  // namespace

std::unique_ptr<TestGroup> MakePlaceTests(const std::vector<PlanTest>& tests,
                                          std::vector<uint32_t> members,
                                          const ReverseBasis& basis) {
  return std::make_unique<PlaceTests>(tests, std::move(members), basis);
}

}  // namespace sangam::matching
