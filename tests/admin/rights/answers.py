"""What each person is answered, as literals: read it to know who may open what."""

OPEN = {
    # guest outsider reviewer editor publisher operator
    # the whole team looks
    "login login 200 200 200 200": """
        guidance_annotation_change guidance_annotation_changelist
        guidance_annotation_history guidance_case_change guidance_case_changelist
        guidance_case_history guidance_edition_change guidance_edition_changelist
        guidance_edition_history guidance_faqentry_change guidance_faqentry_changelist
        guidance_faqentry_changes guidance_faqentry_checks guidance_faqentry_edition
        guidance_faqentry_edition-export guidance_faqentry_editions guidance_faqentry_export
        guidance_faqentry_folder guidance_faqentry_history guidance_faqentry_preview
        guidance_faqentry_review guidance_faqentry_review-memo guidance_faqentry_sentences
        guidance_faqentry_shipped guidance_faqentry_wordings guidance_faqentry_written
        guidance_feedback_change guidance_feedback_changelist guidance_feedback_history
        guidance_folder guidance_folder_drafts guidance_folder_published guidance_gaps
        guidance_judgedquery_change guidance_judgedquery_changelist
        guidance_judgedquery_history guidance_license_annotate
        guidance_license_annotate-live guidance_license_annotate-words
        guidance_license_change guidance_license_changelist guidance_license_changes
        guidance_license_checks guidance_license_cite guidance_license_edition
        guidance_license_edition-export guidance_license_editions guidance_license_export
        guidance_license_folder guidance_license_history guidance_license_preview
        guidance_license_review guidance_license_review-memo guidance_license_sentences
        guidance_license_shipped guidance_license_sources guidance_license_wordings
        guidance_license_written guidance_licensetext_change guidance_licensetext_changelist
        guidance_licensetext_history guidance_looks guidance_mail_to_me guidance_missed
        guidance_outcome_change guidance_outcome_changelist guidance_outcome_history
        guidance_policy_change guidance_policy_changelist guidance_policy_history
        guidance_publication_change guidance_publication_changelist
        guidance_publication_history guidance_quality guidance_question_change
        guidance_question_changelist guidance_question_history guidance_releases
        guidance_review_change guidance_review_changelist guidance_review_history
        guidance_savedresult_change guidance_savedresult_changelist
        guidance_savedresult_history guidance_savedstack_change
        guidance_savedstack_changelist guidance_savedstack_history guidance_schema
        guidance_search guidance_shipped guidance_synonyms guidance_term_change
        guidance_term_changelist guidance_term_history guidance_topic_change
        guidance_topic_changelist guidance_topic_history guidance_tree_change
        guidance_tree_changelist guidance_tree_changes guidance_tree_checks
        guidance_tree_edition guidance_tree_edition-export guidance_tree_editions
        guidance_tree_export guidance_tree_folder guidance_tree_history
        guidance_tree_preview guidance_tree_preview-questions guidance_tree_review
        guidance_tree_review-memo guidance_tree_sentences guidance_tree_shipped
        guidance_tree_usage guidance_tree_usage_csv
        guidance_tree_wordings guidance_tree_workshop guidance_tree_workshop_csv
        guidance_tree_workshop_try guidance_tree_written index jsi18n password_change
        password_change_done
    """,
    # the operator alone: people, logins, mail, deleting drafts
    "login login 403 403 403 200": """
        auth_group_add auth_group_change auth_group_changelist auth_group_delete
        auth_group_history auth_user_add auth_user_change auth_user_changelist
        auth_user_delete auth_user_history auth_user_password_change
        axes_accessattempt_change axes_accessattempt_changelist axes_accessattempt_delete
        axes_accessattempt_history axes_accessfailurelog_change
        axes_accessfailurelog_changelist axes_accessfailurelog_delete
        axes_accessfailurelog_history axes_accesslog_change axes_accesslog_changelist
        axes_accesslog_delete axes_accesslog_history guidance_faqentry_delete
        guidance_growth guidance_license_delete guidance_licensetext_delete
        guidance_mail_change guidance_mail_changelist guidance_mail_history
        guidance_topic_delete guidance_tree_delete otp_static_staticdevice_add
        otp_static_staticdevice_change otp_static_staticdevice_changelist
        otp_static_staticdevice_delete otp_static_staticdevice_history
        otp_totp_totpdevice_add otp_totp_totpdevice_change otp_totp_totpdevice_changelist
        otp_totp_totpdevice_delete otp_totp_totpdevice_history
    """,
    # who writes
    "login login 403 200 200 200": """
        guidance_annotation_add guidance_annotation_delete guidance_case_add
        guidance_case_delete guidance_faqentry_add guidance_faqentry_guests
        guidance_faqentry_restore guidance_feedback_delete guidance_import
        guidance_judgedquery_add guidance_judgedquery_delete guidance_license_add
        guidance_license_borders guidance_license_guests guidance_license_restore
        guidance_license_revise guidance_license_split guidance_licensetext_add
        guidance_outcome_add guidance_outcome_delete guidance_policy_add
        guidance_policy_delete guidance_question_add guidance_question_delete
        guidance_term_add guidance_term_delete guidance_topic_add guidance_tree_add
        guidance_tree_guests guidance_tree_restore guidance_tree_workshop_cases
    """,
    # nobody: records, and the second factor of a colleague
    "login login 403 403 403 403": """
        autocomplete axes_accessattempt_add axes_accessfailurelog_add axes_accesslog_add
        guidance_edition_add guidance_edition_delete guidance_feedback_add guidance_mail_add
        guidance_mail_delete guidance_publication_add guidance_publication_delete
        guidance_review_add guidance_review_delete guidance_savedresult_add
        guidance_savedresult_delete guidance_savedstack_add guidance_savedstack_delete
        otp_totp_totpdevice_config otp_totp_totpdevice_qrcode
    """,
    # who writes, by a form on another page
    "login login 403 302 302 302": """
        guidance_faqentry_guest-end guidance_faqentry_sentences-keep
        guidance_faqentry_written-back guidance_license_guest-end
        guidance_license_sentences-keep guidance_license_written-back
        guidance_publication_redraft guidance_tree_guest-end guidance_tree_sentences-keep
        guidance_tree_workshop_add guidance_tree_workshop_copy guidance_tree_workshop_keep
        guidance_tree_written-back
    """,
    # who publishes
    "login login 403 403 200 200": """
        guidance_faqentry_publish guidance_faqentry_recall guidance_faqentry_withdraw
        guidance_license_publish guidance_license_recall guidance_license_withdraw
        guidance_release guidance_tree_publish guidance_tree_recall guidance_tree_withdraw
    """,
    # the whole team, by a form on another page, which says who may
    "login login 302 302 302 302": """
        guidance_faqentry_remark guidance_faqentry_remark-close
        guidance_faqentry_review-withdraw guidance_license_remark
        guidance_license_remark-close guidance_license_review-withdraw
        guidance_license_source_ask guidance_tree_remark guidance_tree_remark-close
        guidance_tree_review-withdraw
    """,
    # the team: there is nothing at this address here
    "login login 404 404 404 404": """
        app_list guidance_edit guidance_faqentry_wordings-state guidance_license_source
        guidance_license_wordings-state guidance_synonyms_state guidance_tree_wordings-state
        view_on_site
    """,
    # who publishes, by a form on another page
    "login login 403 403 302 302": """
        guidance_faqentry_bring-back guidance_license_bring-back
        guidance_publication_bring-back guidance_publication_recall
        guidance_publication_withdraw guidance_savedresult_take_back
        guidance_savedstack_take_back guidance_tree_bring-back
    """,
    # who reviews, by a form on another page
    "login login 302 403 403 302": """
        guidance_faqentry_confirm guidance_faqentry_review-answer guidance_license_confirm
        guidance_license_review-answer guidance_tree_confirm guidance_tree_review-answer
    """,
    # who writes: nothing there
    "login login 403 404 404 404": """
        guidance_missed_query
    """,
    # who reviews
    "login login 200 403 403 200": """
        guidance_confirm
    """,
    # who publishes: nothing there
    "login login 403 403 404 404": """
        guidance_release_cancel
    """,
    # everybody is shown the login, or their own second factor
    "200 200 200 200 200 200": """
        guidance_second_factor
    """,
    # the team, by a form only
    "login login 405 405 405 405": """
        guidance_open
    """,
    # everybody
    "200 200 302 302 302 302": """
        login
    """,
    # everybody
    "302 302 405 405 405 405": """
        logout
    """,
}
"""The pages of the admin, asked for (GET), by the codes that each person is answered."""

API = {
    # get post put patch delete
    # what is published, to read
    "200 405 405 405 405": """
        annotation annotation-edition annotations annotations-edition document-schema
        faq-editions faq-entries faq-entry faq-entry-edition license license-edition
        license-editions licenses search section section-edition sections sections-edition
        term term-edition terms terms-edition tree tree-edition tree-editions trees
        web-annotations web-annotations-edition
    """,
    # answers come to an outcome, which is kept nowhere; they are sent as JSON and not as a form
    "405 415 405 405 405": """
        evaluate evaluate-edition
    """,
}
"""The addresses of the API, the same for everybody, with an account or without."""
