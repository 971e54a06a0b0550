// Whatever has no shape of its own: the reference evaluator is asked once for
// each combination of what the tests read.
#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "common/rules/distance.h"
#include "common/rules/evaluator.h"
#include "services/matching/columns/test_group.h"

namespace sangam::matching {
namespace {

using rules::Predicate;
using rules::TypedNode;

// What of a profile a test reads.
struct Inputs {
  // Sorted, each once.
  std::vector<uint64_t> columns;
  bool receipts = false;
  bool children = false;

  friend bool operator<(const Inputs& a, const Inputs& b) {
    return std::tie(a.columns, a.receipts, a.children) <
           std::tie(b.columns, b.receipts, b.children);
  }
};

void AddInputs(const TypedNode& node, const BlockValues& values,
               Inputs* inputs) {
  VisitAll(node, [&](const TypedNode& part) {
    if (part.op == TypedNode::Op::kReceived) {
      inputs->receipts = true;
      inputs->columns.push_back(kReceiptsCompleteUntil);
    }
    // What is read of those under a subject comes with these.
    if (part.attribute == nullptr || part.slot != TypedNode::kSubject) return;
    const AttributeInfo& info = *part.attribute;
    if (info.type == scheme_catalog::v1::ATTRIBUTE_TYPE_CHILDREN) {
      inputs->children = true;
    } else if (info.origin == scheme_catalog::v1::ATTRIBUTE_ORIGIN_DERIVED) {
      AddInputs(*info.derivation_root, values, inputs);
    } else {
      const std::vector<uint64_t> columns = values.ColumnsOf(info);
      inputs->columns.insert(inputs->columns.end(), columns.begin(),
                             columns.end());
    }
  });
}

Inputs InputsOf(const Predicate& predicate, const BlockValues& values) {
  Inputs inputs;
  AddInputs(*predicate.node, values, &inputs);
  auto& columns = inputs.columns;
  std::sort(columns.begin(), columns.end());
  columns.erase(std::unique(columns.begin(), columns.end()), columns.end());
  return inputs;
}

// What a test says of one combination.
struct Answer {
  Truth truth = Truth::kUnknown;
  bool barred[2] = {false, false};
};

// Tests with the same inputs.
class SameInputs {
 public:
  SameInputs(Inputs inputs, std::vector<uint32_t> members)
      : inputs_(std::move(inputs)),
        members_(std::move(members)),
        holds_(members_.size()),
        unknown_(members_.size()),
        barred_(members_.size()) {}

  // Keeps answers up to about so many bytes.
  void Fill(const std::vector<PlanTest>& tests, size_t most_bytes,
            BlockValues& values, PlaneSink& sink) {
    for (size_t i = 0; i < members_.size(); ++i) {
      holds_[i] = &sink.Holds(members_[i]);
      *holds_[i] = BitPlane();
      unknown_[i] = BitPlane();
    }
    for (BarredPlanes& barred : barred_) barred = BarredPlanes();
    const bool wants_barred = sink.WantsBarred();
    const BitPlane apart = LoadInputs(values);
    // Rows mostly repeat what others say.
    std::vector<int64_t> key(columns_.size() + presence_words_);
    most_answers_ = most_bytes / (kBytesAnAnswer + key.size() * sizeof(key[0]) +
                                  members_.size() * sizeof(Answer));
    for (uint32_t row = 0; row < values.size() && !values.Cancelled(); ++row) {
      if (apart.Has(row)) {
        Put(row, Ask(tests, values, row, wants_barred), wants_barred);
        continue;
      }
      FillKey(row, &key);
      auto found = answers_.find(key);
      if (found == answers_.end()) {
        if (answers_.size() >= most_answers_) answers_.clear();
        found =
            answers_.emplace(key, Ask(tests, values, row, wants_barred)).first;
      }
      Put(row, found->second, wants_barred);
    }
    for (size_t i = 0; i < members_.size(); ++i) {
      sink.Finish(members_[i], !holds_[i]->IsZero(), &unknown_[i], &barred_[i]);
    }
  }

 private:
  using Answers = std::vector<Answer>;

  // What the two vectors take beside their elements.
  static constexpr size_t kBytesAnAnswer = 100;

  // The columns; and the rows that must be asked about one by one.
  BitPlane LoadInputs(const BlockValues& values) {
    columns_.clear();
    for (uint64_t key : inputs_.columns) {
      columns_.push_back(std::make_unique<RowNumbers>());
      values.LoadColumn(key, columns_.back().get());
    }
    presence_words_ = (columns_.size() + 63) / 64;
    BitPlane apart;
    const auto add = [&](uint64_t key) {
      values.LoadColumn(key, &scratch_);
      apart |= scratch_.present;
    };
    if (inputs_.receipts) add(kReceiptCount);
    if (inputs_.children) add(kChildrenComplete);
    return apart;
  }

  void FillKey(uint32_t row, std::vector<int64_t>* key) const {
    std::fill(key->begin(), key->end(), 0);
    for (size_t i = 0; i < columns_.size(); ++i) {
      if (!columns_[i]->present.Has(row)) continue;
      (*key)[i] = columns_[i]->values[row];
      (*key)[columns_.size() + i / 64] |=
          static_cast<int64_t>(uint64_t{1} << (i % 64));
    }
  }

  Answers Ask(const std::vector<PlanTest>& tests, BlockValues& values,
              uint32_t row, bool wants_barred) const {
    const SubjectView& subject = values.ViewOf(row);
    const ReferenceData& reference = values.basis().reference;
    Answers answers(members_.size());
    for (size_t i = 0; i < members_.size() && !values.CancelledNow(); ++i) {
      const PlanTest& test = tests[members_[i]];
      Answer& answer = answers[i];
      answer.truth =
          rules::EvaluatePredicate(*test.predicate, subject, reference).truth;
      if (!wants_barred || !test.counts_months) continue;
      for (const bool negated : {false, true}) {
        const auto distance =
            rules::DistanceTo(*test.predicate, negated, subject, reference);
        answer.barred[negated ? 1 : 0] = distance && !distance->more;
      }
    }
    return answers;
  }

  void Put(uint32_t row, const Answers& answers, bool wants_barred) {
    for (size_t i = 0; i < answers.size(); ++i) {
      if (answers[i].truth == Truth::kTrue) holds_[i]->Set(row);
      if (answers[i].truth == Truth::kUnknown) unknown_[i].Set(row);
      if (!wants_barred) continue;
      for (int negated = 0; negated < 2; ++negated) {
        if (answers[i].barred[negated]) barred_[i].barred[negated].Set(row);
      }
    }
  }

  const Inputs inputs_;
  const std::vector<uint32_t> members_;
  std::vector<BitPlane*> holds_;
  std::vector<BitPlane> unknown_;
  std::vector<BarredPlanes> barred_;
  std::vector<std::unique_ptr<RowNumbers>> columns_;
  size_t presence_words_ = 0;
  size_t most_answers_ = 0;
  RowNumbers scratch_;
  absl::flat_hash_map<std::vector<int64_t>, Answers> answers_;
};

class ComputedTests : public TestGroup {
 public:
  ComputedTests(const std::vector<PlanTest>& tests,
                std::vector<uint32_t> members)
      : tests_(tests), members_(std::move(members)) {}

  void Fill(BlockValues& values, PlaneSink& sink) override {
    if (groups_.empty()) {
      std::map<Inputs, std::vector<uint32_t>> by_inputs;
      for (uint32_t test : members_) {
        by_inputs[InputsOf(*tests_[test].predicate, values)].push_back(test);
      }
      for (auto& [inputs, list] : by_inputs) {
        groups_.push_back(
            std::make_unique<SameInputs>(inputs, std::move(list)));
      }
    }
    for (const auto& group : groups_) {
      group->Fill(tests_, kMostBytes / groups_.size(), values, sink);
    }
  }

 private:
  // Of answers kept, in all groups of a question on one thread.
  static constexpr size_t kMostBytes = size_t{16} << 20;

  const std::vector<PlanTest>& tests_;
  const std::vector<uint32_t> members_;
  std::vector<std::unique_ptr<SameInputs>> groups_;
};

}  // namespace

std::unique_ptr<TestGroup> MakeComputedTests(const std::vector<PlanTest>& tests,
                                             std::vector<uint32_t> members) {
  return std::make_unique<ComputedTests>(tests, std::move(members));
}

}  // namespace sangam::matching
