#include "services/sangamctl/document/yaml_tree.h"

#include <sstream>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "yaml-cpp/eventhandler.h"
#include "yaml-cpp/exceptions.h"
#include "yaml-cpp/mark.h"
#include "yaml-cpp/parser.h"

namespace sangam::sangamctl {
namespace {

// Builds one document's tree from the parser's events. Throws only YAML's own
// exception, which ReadYaml catches.
class TreeBuilder : public YAML::EventHandler {
 public:
  explicit TreeBuilder(const SourceText& source) : source_(source) {}

  // The finished document; its node is null if there was none.
  YamlEdge Take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark&) override {
    root_ = {};
    anchors_.clear();
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    Remember(anchor, Add(mark, YamlNode::Kind::kNull, ""));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    // An anchor whose node is still open would make a circle.
    for (const Open& open : open_) {
      if (open.anchor == anchor) {
        throw YAML::ParserException(mark, "an alias to what it stands in");
      }
    }
    Place({anchors_[anchor], PositionOf(mark), true});
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag,
                YAML::anchor_t anchor, const std::string& value) override {
    auto node = Add(mark, YamlNode::Kind::kScalar, tag);
    node->text = value;
    node->quoted = tag == "!" || tag == "tag:yaml.org,2002:str";
    Remember(anchor, node);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag,
                       YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    Descend(mark, YamlNode::Kind::kSequence, tag, anchor);
  }
  void OnSequenceEnd() override { open_.pop_back(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag,
                  YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    Descend(mark, YamlNode::Kind::kMapping, tag, anchor);
  }
  void OnMapEnd() override { open_.pop_back(); }

 private:
  // A sequence or mapping whose end has not come yet.
  struct Open {
    std::shared_ptr<YamlNode> node;
    YAML::anchor_t anchor;
    // The key that waits for its value.
    YamlEdge key;
  };

  TextPosition PositionOf(const YAML::Mark& mark) const {
    return source_.PositionOf(mark.line, mark.column);
  }

  std::shared_ptr<YamlNode> Add(const YAML::Mark& mark, YamlNode::Kind kind,
                                const std::string& tag) {
    auto node = std::make_shared<YamlNode>();
    node->kind = kind;
    if (tag != "!" && tag != "?") node->tag = tag;
    Place({node, PositionOf(mark), false});
    return node;
  }

  void Place(YamlEdge edge) {
    if (open_.empty()) {
      root_ = std::move(edge);
      return;
    }
    Open& parent = open_.back();
    if (parent.node->kind == YamlNode::Kind::kSequence) {
      parent.node->elements.push_back(std::move(edge));
    } else if (parent.key.node == nullptr) {
      parent.key = std::move(edge);
    } else {
      parent.node->entries.emplace_back(std::move(parent.key), std::move(edge));
      parent.key = {};
    }
  }

  void Descend(const YAML::Mark& mark, YamlNode::Kind kind,
               const std::string& tag, YAML::anchor_t anchor) {
    if (open_.size() >= static_cast<size_t>(kMaxYamlDepth)) {
      throw YAML::ParserException(
          mark, absl::StrCat("nested deeper than ", kMaxYamlDepth, " levels"));
    }
    auto node = Add(mark, kind, tag);
    Remember(anchor, node);
    open_.push_back({std::move(node), anchor, {}});
  }

  void Remember(YAML::anchor_t anchor, const std::shared_ptr<YamlNode>& node) {
    if (anchor != 0) anchors_[anchor] = node;
  }

  const SourceText& source_;
  YamlEdge root_;
  std::vector<Open> open_;
  absl::flat_hash_map<YAML::anchor_t, YamlNodePointer> anchors_;
};

// The parser speaks of its own inner life; a few of its messages are put into
// words that help.
std::string Explain(const std::string& message) {
  if (message == "illegal map value") {
    return "a \":\" where none is expected; quote the text if it holds one";
  }
  if (message == "end of map not found" ||
      message == "end of sequence not found") {
    return "the indentation does not fit the lines above";
  }
  if (message == "illegal tab when looking for indentation") {
    return "a tab in the indentation; use spaces";
  }
  return message;
}

}  // namespace

std::vector<YamlEdge> ReadYaml(const SourceText& source, Problems& problems) {
  std::vector<YamlEdge> documents;
  try {
    std::istringstream stream(source.text());
    YAML::Parser parser(stream);
    while (true) {
      TreeBuilder builder(source);
      if (!parser.HandleNextDocument(builder)) break;
      YamlEdge document = builder.Take();
      if (document.node != nullptr &&
          document.node->kind != YamlNode::Kind::kNull) {
        documents.push_back(std::move(document));
      }
    }
  } catch (const YAML::Exception& error) {
    problems.push_back({source.file(),
                        source.PositionOf(error.mark.line, error.mark.column),
                        absl::StrCat("not valid YAML: ", Explain(error.msg))});
  } catch (const std::exception& error) {
    problems.push_back(
        {source.file(), {}, absl::StrCat("not valid YAML: ", error.what())});
  }
  return documents;
}

}  // namespace sangam::sangamctl
