// Field tables of the envelope.
#pragma once

#include "content/codec/item_fields_shared.h"

namespace gongkai::codec {

// Which fields of the envelope an entity of this kind must have.
enum class Envelope { full, emergency, slogan, reference };

inline Envelope envelope_of(model::Kind kind) {
  switch (kind) {
    case model::Kind::organ:
    case model::Kind::window:
    case model::Kind::node:
    case model::Kind::channel:
    case model::Kind::calendar:
      return Envelope::reference;
    case model::Kind::emergency:
      return Envelope::emergency;
    case model::Kind::slogan:
      return Envelope::slogan;
    default:
      return Envelope::full;
  }
}

template <class A>
void fields(A& a, Of<model::Basis> auto& basis) {
  a.text("name", "依据名称", basis.name, Need::required);
  a.text("doc_no", "文号", basis.doc_no, Need::optional);
  a.text("article", "条款", basis.article, Need::optional);
}

template <class A>
void fields(A& a, Of<model::Attachment> auto& attachment) {
  a.text("name", "附件名称", attachment.name, Need::required);
  a.text("type", "附件类型", attachment.type, Need::required);
  a.text("sha256", "附件校验值", attachment.sha256, Need::required);
  a.integer("bytes", "附件大小", attachment.bytes, Need::required);
  a.text("url", "附件网址", attachment.url, Need::optional);
}

template <class A>
void fields(A& a, Of<model::Scope> auto& scope) {
  a.texts("halls", "大厅范围", scope.halls, Need::required);
  a.texts("screens", "屏幕范围", scope.screens, Need::required);
}

template <class A>
void fields(A& a, Of<model::Trail> auto& trail) {
  a.text("drafted_by", "起草", trail.drafted_by, Need::required);
  a.text("reviewed_by", "审核", trail.reviewed_by, Need::required);
  a.text("secrecy_by", "保密审查", trail.secrecy_by, Need::required);
  a.text("signed_by", "签发", trail.signed_by, Need::required);
  a.instant("at", "签发时间", trail.at, Need::optional);
}

template <class A>
void identity_fields(A& a, Of<model::Header> auto& header) {
  a.text("id", "编号", header.id, Need::always);
  a.integer("rev", "版次", header.rev, Need::always);
  a.word("state", "状态", header.state, Need::always);
  const bool withdrawn = header.state == model::State::withdrawn;
  a.text("reason", "撤回理由", header.reason, withdrawn ? Need::always : Need::optional);
  a.text("title", "标题", header.title, Need::required);
}

template <class A>
void disclosure_fields(A& a, Of<model::Header> auto& header, model::Kind kind) {
  const model::Header standard;
  const Envelope envelope = envelope_of(kind);
  const Need full = envelope == Envelope::full ? Need::required : Need::optional;
  a.text("led_text", "条屏文字", header.led_text,
         envelope == Envelope::slogan ? Need::required : Need::optional);
  if (kind != model::Kind::window) {  // a window's organ is a field of its body
    a.text("organ", "公开主体", header.organ, full);
  }
  a.texts("catalog", "目录节点", header.catalog, full);
  a.word("mode", "公开时限类别", header.mode, full, standard.mode);
  const bool periodic = envelope == Envelope::full && header.mode == model::DisclosureMode::periodic;
  a.word("period", "定期公开的周期", header.period, periodic ? Need::required : Need::optional);
  a.word("access", "公开方式", header.access, full);
  a.word("audience", "公开对象", header.audience, full);
  a.word("level", "公开层级", header.level, full);
}

template <class A>
void window_fields(A& a, Of<model::Header> auto& header, Envelope envelope) {
  const bool full = envelope == Envelope::full;
  const bool timed = full || envelope == Envelope::slogan;
  const bool standing = full && header.mode == model::DisclosureMode::standing;
  a.date("formed_on", "形成日期", header.formed_on, full ? Need::required : Need::optional);
  a.instant("publish_at", "发布时间", header.publish_at, full ? Need::required : Need::optional);
  a.instant("valid_from", "展示起始", header.valid_from, timed ? Need::required : Need::optional);
  a.instant("valid_to", "展示截止", header.valid_to, timed ? Need::nullable : Need::optional);
  a.date("next_review_on", "下次复核日期", header.next_review_on, standing ? Need::required : Need::optional);
}

// Everything of the envelope after "schema" and "kind".
template <class A>
void header_fields(A& a, Of<model::Header> auto& header, model::Kind kind) {
  const model::Header standard;
  const Envelope envelope = envelope_of(kind);
  const Need full = envelope == Envelope::full ? Need::required : Need::optional;
  const bool on_basis = kind == model::Kind::guide || kind == model::Kind::fee || kind == model::Kind::power;
  identity_fields(a, header);
  disclosure_fields(a, header, kind);
  a.list("basis", "公开依据", header.basis, on_basis ? Need::required : Need::optional);
  window_fields(a, header, envelope);
  a.word_set("channels", "展示渠道", header.channels, full);
  a.texts("carriers", "公开载体", header.carriers, Need::optional);
  a.object("scope", "展示范围", header.scope, Need::required);
  a.integer("priority", "优先级", header.priority, full, standard.priority);
  a.texts("keywords", "关键词", header.keywords, Need::optional);
  a.texts("aliases", "别名", header.aliases, Need::optional);
  a.flag("punctuation_repair", "显示时修正标点", header.punctuation_repair, Need::optional, standard.punctuation_repair);
  a.list("attachments", "附件", header.attachments, Need::optional);
  a.group("trail", "办理记录", full, !header.trail.drafted_by.empty(),
          [&](auto& inner) { fields(inner, header.trail); });
}

}  // namespace gongkai::codec
